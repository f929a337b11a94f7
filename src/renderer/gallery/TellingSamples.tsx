import { AppIcon, Mark } from '../ui/Mark.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Keys } from '../ui/Keys.tsx';
import { ScreenHeading } from '../ui/ScreenHeading.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import type { StateKey } from '../ui/state-word.ts';
import { Row, Sample } from './Sample.tsx';

const states: readonly StateKey[] = [
  'queued',
  'sending',
  'waiting',
  'generating',
  'downloading',
  'done',
  'failed',
  'canceled',
  'attention',
];

function nothing(): void {}

export function TellingSamples() {
  return (
    <Sample title="What tells something">
      <ScreenHeading>A screen</ScreenHeading>
      <Row note="states">
        {states.map((state) => (
          <span key={state} data-tone={state} className="inline-flex items-center gap-1.5 text-(--c)">
            <StateMark state={state} /> {state}
          </span>
        ))}
      </Row>
      <Row note="on pictures">
        {states.map((state) => (
          <span
            key={state}
            data-tone={state}
            className="inline-flex h-5 items-center gap-[5px] rounded-token bg-plate px-[7px] text-xs font-medium text-on-picture"
          >
            <StateMark state={state} size={12} className="text-(--p)" /> {state}
          </span>
        ))}
      </Row>
      <Trouble
        severity="error"
        isFirstPrimary
        fixes={[
          { label: 'Crop to 16:9', run: nothing },
          { label: 'Crop to 1:1', run: nothing },
        ]}
      >
        The picture is too wide: 3000 × 600. This model takes 0.4 to 2.5.
      </Trouble>
      <Trouble
        severity="warning"
        fixes={[{ label: 'Use [Pan left]', run: nothing, warning: 'The prompt is changed.' }]}
      >
        [pan left] is not a camera move. The model reads it as text.
      </Trouble>
      <Trouble severity="error" isBusy fixes={[{ label: 'At work', run: nothing }]}>
        A fix is at work.
      </Trouble>
      <Disclosure title="Disclosure, closed">Inside</Disclosure>
      <Disclosure title="Disclosure, open" defaultExpanded>
        Inside
      </Disclosure>
      <Row note="marks">
        <Mark /> <Mark size={32} className="text-accent" /> <AppIcon size={48} /> <Keys>Ctrl K</Keys>
      </Row>
    </Sample>
  );
}
