import { useEffect, useState } from 'react';
import type { Job } from '../../../shared/job.ts';
import { clipsText } from '../../library/measures.ts';
import { offer } from '../../store/commands.ts';
import { Rule } from '../Rule.tsx';
import { ChainActs } from './ChainActs.tsx';
import { ChainPlayer } from './ChainPlayer.tsx';
import { ChainStrip } from './ChainStrip.tsx';
import { isChain, lengthOf, playable } from './chain-view.ts';
import { OtherTakes } from './OtherTakes.tsx';
import { useChain } from './use-chain.ts';
import { t } from '../../texts/index.ts';
import { factsOf, seconds } from '../../texts/format.ts';

/** The clips that go on from one another, with the selected one among them. Nothing where there is no other. */
export function Chain({ job }: { job: Job }) {
  const chain = useChain(job);
  const [isPlaying, setPlaying] = useState(false);
  const clips = chain === undefined || !isChain(chain) ? [] : playable(chain);
  const canPlay = clips.length > 1;
  useEffect(() => {
    if (!canPlay) return undefined;
    return offer('play-chain', () => {
      setPlaying(true);
    });
  }, [canPlay]);
  if (chain === undefined || !isChain(chain)) return null;
  const length = clips.reduce((sum, clip) => sum + lengthOf(clip), 0);
  return (
    <>
      <Rule />
      <section aria-label={t('Chain')} className="flex shrink-0 flex-col gap-2">
        <div className="flex items-baseline justify-between gap-2">
          <h2 className="font-medium">{t('Chain')}</h2>
          <p className="text-sm text-ink-3 tabular-nums">
            {factsOf([clipsText(chain.jobs.length), length > 0 ? seconds(length) : undefined])}
          </p>
        </div>
        <ChainStrip chain={chain} currentId={job.id} />
        {canPlay ? (
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
