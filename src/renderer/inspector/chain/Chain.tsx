import { useState } from 'react';
import type { Job } from '../../../shared/job.ts';
import { clipsText, secondsText } from '../../library/measures.ts';
import { Rule } from '../Rule.tsx';
import { ChainActs } from './ChainActs.tsx';
import { ChainPlayer } from './ChainPlayer.tsx';
import { ChainStrip } from './ChainStrip.tsx';
import { isChain, lengthOf, playable } from './chain-view.ts';
import { OtherTakes } from './OtherTakes.tsx';
import { useChain } from './use-chain.ts';

/** The clips that go on from one another, with the selected one among them. Nothing where there is no other. */
export function Chain({ job }: { job: Job }) {
  const chain = useChain(job);
  const [isPlaying, setPlaying] = useState(false);
  if (chain === undefined || !isChain(chain)) return null;
  const clips = playable(chain);
  const seconds = clips.reduce((sum, clip) => sum + lengthOf(clip), 0);
  return (
    <>
      <Rule />
      <section aria-label="Chain" className="flex shrink-0 flex-col gap-2">
        <div className="flex items-baseline justify-between gap-2">
          <h3 className="font-medium">Chain</h3>
          <p className="text-sm text-ink-3 tabular-nums">
            {clipsText(chain.jobs.length)}
            {seconds > 0 ? `, ${secondsText(seconds)}` : ''}
          </p>
        </div>
        <ChainStrip chain={chain} currentId={job.id} />
        {clips.length > 1 ? (
          <ChainActs
            clips={clips}
            onPlay={() => {
              setPlaying(true);
            }}
          />
        ) : null}
        <OtherTakes jobs={chain.branches} />
      </section>
      {isPlaying ? (
        <ChainPlayer
          clips={clips}
          onClose={() => {
            setPlaying(false);
          }}
        />
      ) : null}
    </>
  );
}
