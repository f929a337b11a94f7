import { useEffect, useRef, useState } from 'react';
import { failureFrom, type Failure } from '../../../shared/failure.ts';
import type { JobIn } from '../../../shared/job.ts';
import { chainFileName } from '../../frames/file-names.ts';
import { clipAddress } from '../../frames/frame-acts.ts';
import { joining } from '../../frames/frame-desks.ts';
import { saveFile } from '../../frames/save-file.ts';
import { notice } from '../../store/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Download, Play } from '../../ui/icons.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';

type Export = { state: 'none' } | { state: 'joining'; percent: number } | { state: 'failed'; failure: Failure };

/** "Play chain" and "Export chain", over the finished clips. */
export function ChainActs({ clips, onPlay }: { clips: readonly JobIn<'done'>[]; onPlay: () => void }) {
  const [joined, setJoined] = useState<Export>({ state: 'none' });
  const under = useRef<AbortController>(undefined);
  useEffect(() => () => under.current?.abort(), []);

  async function save(): Promise<void> {
    const [first] = clips;
    if (first === undefined || joined.state === 'joining') return;
    const mine = new AbortController();
    under.current = mine;
    setJoined({ state: 'joining', percent: 0 });
    try {
      const { mp4, frames } = await joining.join(
        clips.map(({ id }) => clipAddress(id)),
        {
          signal: mine.signal,
          progressed: (part) => {
            setJoined({ state: 'joining', percent: Math.floor(part * 100) });
          },
        },
      );
      saveFile(mp4, chainFileName(first.progress.asset, clips.length));
      notice(
        t('The chain is one file of {{count}} frames now, joined without encoding anything anew.', { count: frames }),
        { tone: 'info' },
      );
      setJoined({ state: 'none' });
    } catch (thrown) {
      setJoined(mine.signal.aborted ? { state: 'none' } : { state: 'failed', failure: failureFrom(thrown) });
    }
  }

  return (
    <>
      <div className="-mx-2 flex flex-wrap items-center">
        <Button variant="quiet" onPress={onPlay}>
          <Play size={16} aria-hidden />
          {t('Play chain')}
        </Button>
        {joined.state === 'joining' ? (
          <>
            <span role="status" className="px-2 text-sm text-ink-2 tabular-nums">
              {t('Joining, {{percent}} %', { percent: joined.percent })}
            </span>
            <Button variant="quiet" onPress={() => under.current?.abort()}>
              {t('Stop')}
            </Button>
          </>
        ) : (
          <Button
            variant="quiet"
            onPress={() => {
              void save();
            }}
          >
            <Download size={16} aria-hidden />
            {t('Export chain')}
          </Button>
        )}
      </div>
      {joined.state === 'failed' ? <Trouble severity="error">{told(joined.failure)}</Trouble> : null}
    </>
  );
}
