import { useRef } from 'react';
import { editDraft, chooseProvider } from '../store/draft.ts';
import { hasKey } from '../store/draft-rules.ts';
import { useSession } from '../store/session.ts';
import { Check, KeyRound, Minus } from '../ui/icons.ts';
import { Select } from '../ui/Select.tsx';
import { SelectOption } from '../ui/SelectOption.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import type { Composition } from './composition.ts';
import { FieldTroubles } from './FieldTroubles.tsx';
import { providerFacts, type ProviderFacts } from './model-view.ts';

const columns = 'grid grid-cols-[124px_152px_52px_1fr] items-center gap-2.5';

/** Provider and, where there is a choice, model. The list opens over the library, so that the composer stays in view. */
export function ProviderPicker({ composition }: { composition: Composition }) {
  const providers = useSession(({ session }) => session?.providers) ?? [];
  const row = useRef<HTMLDivElement>(null);
  const { provider, spec } = composition;
  const hasModels = provider.models.length > 1;
  return (
    <div>
      <div ref={row} className={`grid gap-3 ${hasModels ? 'grid-cols-2' : ''}`}>
        <Select
          label="Provider"
          value={provider.id}
          shown={provider.name}
          onChange={chooseProvider}
          placement="right"
          anchor={row}
          offset={9}
          popoverClass="w-[min(580px,calc(100vw-312px))]"
          head={
            <div aria-hidden className={`${columns} py-1.5 pr-2 pl-[38px] text-xs text-ink-3`}>
              <span>Provider</span>
              <span>Your first frame</span>
              <span>Length</span>
              <span>Key</span>
            </div>
          }
        >
          {providers.map((each) => (
            <SelectOption key={each.id} id={each.id} name={each.name} isTall>
              <ProviderRow name={each.name} facts={providerFacts(each)} hasKey={hasKey(each)} />
            </SelectOption>
          ))}
        </Select>
        {hasModels ? (
          <Select
            label="Model"
            value={spec.id}
            shown={spec.name}
            onChange={(modelId) => {
              editDraft({ modelId });
            }}
          >
            {provider.models.map(({ id, name, summary }) => (
              <SelectOption key={id} id={id} name={name} isTall={summary !== undefined}>
                <span className="min-w-0">
                  <span className="block font-medium">{name}</span>
                  {summary === undefined ? null : <span className="block text-sm text-ink-2">{summary}</span>}
                </span>
              </SelectOption>
            ))}
          </Select>
        ) : null}
      </div>
      <FieldTroubles composition={composition} field="provider" />
      <FieldTroubles composition={composition} field="model" />
    </div>
  );
}

function ProviderRow({ name, facts, hasKey: isKeyed }: { name: string; facts: ProviderFacts; hasKey: boolean }) {
  return (
    <span className={`${columns} text-sm text-ink-2`}>
      <span className="truncate text-base font-medium text-ink-1">{name}</span>
      <span className="flex items-center gap-1.5">
        <AbilityMark ability={facts.firstFrame} />
        {facts.firstFrame}
      </span>
      <span>{facts.length}</span>
      <span className="flex min-w-0 items-center gap-1.5">
        <KeyRound size={14} aria-hidden className={isKeyed ? 'text-state-done' : 'text-ink-3'} />
        <span className="truncate">{facts.key}</span>
      </span>
    </span>
  );
}

function AbilityMark({ ability }: { ability: ProviderFacts['firstFrame'] }) {
  switch (ability) {
    case 'from this computer':
      return <Check size={14} aria-hidden className="text-state-done" />;
    case 'public address only':
      return <StateMark state="attention" size={14} className="text-state-attention" />;
    case 'text only':
      return <Minus size={14} aria-hidden className="text-ink-3" />;
  }
}
