import type { FrameAnswer, FrameResult, FrameTask } from './frame-messages.ts';
import { FrameTrouble } from './frame-trouble.ts';
import { joinUrls } from './join-urls.ts';
import { openClip } from './open-clip.ts';
import { takeFrame } from './take-frame.ts';
import { says } from '../../shared/sentence.ts';

/**
 * The worker's first line. It reads clips with a library that a malformed file can keep busy for ever, which is why it
 * lives here: the window ends the worker when it stays silent.
 */

function say(answer: FrameAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker speaks to its window only
  self.postMessage(answer);
}

async function work(task: FrameTask): Promise<FrameResult> {
  switch (task.kind) {
    case 'times':
      return readTimes(task.url);
    case 'picture':
      return takeFrame(task.url, task.choice);
    case 'join':
      return joinUrls(task.urls, (part) => {
        say({ kind: 'progress', part });
      });
  }
}

async function readTimes(url: string): Promise<readonly number[]> {
  const clip = await openClip(url);
  clip.close();
  return clip.times;
}

self.addEventListener('message', ({ data }: MessageEvent<FrameTask>) => {
  work(data).then(
    (result) => {
      say({ kind: 'done', result });
    },
    (thrown: unknown) => {
      const words =
        thrown instanceof FrameTrouble
          ? thrown.words
          : says('This clip could not be read. The file may be damaged or of a kind that Conch does not know.');
      say({ kind: 'failed', ...words });
    },
  );
});
