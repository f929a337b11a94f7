import { policies } from '../../shared/failure.ts';
import { openSettings } from '../store/commands.ts';
import { useDraft } from '../store/draft.ts';
import { Button } from '../ui/Button.tsx';
import { Keys, modifier } from '../ui/Keys.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import type { Composition } from './composition.ts';
import { MadeBefore } from './MadeBefore.tsx';
import type { Readiness } from './readiness.ts';

/** The foot of the composer: what will be sent or what is missing, and the one button that costs money. */
export function Go({
  composition,
  readiness,
  onGenerate,
}: {
  composition: Composition;
  readiness: Readiness;
  onGenerate: () => void;
}) {
  const refused = useDraft((state) => state.refused);
  return (
    <div className="flex shrink-0 flex-col gap-2.5 border-t border-line px-4 pt-3 pb-3.5">
      {refused === undefined ? null : (
        <Trouble severity="error">
          <strong className="font-medium">{policies[refused.kind].title}.</strong> {refused.message}
        </Trouble>
      )}
      <MadeBefore request={readiness.can ? composition.request : undefined} />
      <p role="status" className="min-h-4 text-sm text-ink-2 tabular-nums">
        {readiness.can ? <Summary composition={composition} /> : <Missing readiness={readiness} />}
      </p>
      <Button variant="primary" size={40} className="w-full" isInert={!readiness.can} onPress={onGenerate}>
        Generate
        <Keys>{modifier === '⌘' ? '⌘ ↵' : 'Ctrl ↵'}</Keys>
      </Button>
    </div>
  );
}

function Summary({ composition: { provider, request } }: { composition: Composition }) {
  const { resolution, durationSeconds } = request;
  const facts = [provider.name, resolution, durationSeconds === undefined ? undefined : `${durationSeconds} s`];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

function Missing({ readiness: { text, addKeyFor } }: { readiness: Extract<Readiness, { can: false }> }) {
  if (addKeyFor === undefined) return text;
  return (
    <TextLink
      onPress={() => {
        openSettings({ tab: 'providers', providerId: addKeyFor.id });
      }}
    >
      {text}
    </TextLink>
  );
}
