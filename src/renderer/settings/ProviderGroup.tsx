import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Abilities, KeyTest, ProviderView } from '../../shared/contract.ts';
import { testKey } from '../store/acts.ts';
import { Button } from '../ui/Button.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { ChevronRight } from '../ui/icons.ts';
import { BaseUrlField, ConcurrentClipsField } from './ProviderFields.tsx';
import { KeyField } from './KeyField.tsx';
import { canTest, keyStateText, verdictStates } from './key-words.ts';
import { SettingRow } from './SettingRow.tsx';

export interface ProviderGroupProps {
  provider: ProviderView;
  abilities: Abilities;
  keysInFile: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

/** One provider: a line that tells the state of its key, and unfolds to what can be set. */
export function ProviderGroup({ provider, abilities, keysInFile, isOpen, onToggle }: ProviderGroupProps) {
  const panelId = useId();
  const [test, setTest] = useState<KeyTest>();
  const [isTesting, setTesting] = useState(false);
  const { key, name } = provider;

  async function runTest(): Promise<void> {
    setTesting(true);
    setTest(undefined);
    const outcome = await testKey(provider.id);
    setTest(outcome.ok ? outcome.value : { verdict: 'unreachable', message: outcome.failure.message });
    setTesting(false);
  }

  return (
    <fieldset aria-label={name} className="min-w-0 border-t border-line py-3">
      <div className="flex min-h-7 items-center gap-2.5">
        <h4 className="min-w-0">
          <AriaButton
            aria-expanded={isOpen}
            aria-controls={panelId}
            onPress={onToggle}
            className="flex min-h-7 items-center gap-2.5 rounded-control pr-1 text-md font-semibold"
          >
            <ChevronRight
              size={16}
              aria-hidden
              className={`shrink-0 text-ink-2 transition-transform ${isOpen ? 'rotate-90' : ''}`}
            />
            {name}
          </AriaButton>
        </h4>
        <KeySummary provider={provider} test={test} />
        {isOpen || canTest(key) ? null : (
          <Button onPress={onToggle}>{key.source === 'none' ? 'Add a key' : 'Replace key'}</Button>
        )}
      </div>
      <div id={panelId} hidden={!isOpen} className="flex flex-col gap-2.5 pt-2.5 pl-[26px] hidden:hidden">
        {isOpen ? (
          <>
            <KeyField
              provider={provider}
              abilities={abilities}
              keysInFile={keysInFile}
              isTesting={isTesting}
              onTest={() => void runTest()}
              onChanged={() => {
                setTest(undefined);
              }}
            />
            {canTest(key) ? (
              <SettingRow>
                <p role="status" className="text-sm text-ink-3">
                  {isTesting ? `Asking ${name}…` : test === undefined ? provider.keyTest.note : <Verdict test={test} />}
                </p>
              </SettingRow>
            ) : null}
            <BaseUrlField provider={provider} />
            <ConcurrentClipsField provider={provider} />
          </>
        ) : null}
      </div>
    </fieldset>
  );
}

function Verdict({ test: { verdict, message } }: { test: KeyTest }) {
  const state = verdictStates[verdict];
  return (
    <span data-tone={state} className="inline-flex gap-1.5 text-(--c)">
      <StateMark state={state} size={14} className="mt-px" />
      {message}
    </span>
  );
}

function KeySummary({ provider: { key }, test }: { provider: ProviderView; test: KeyTest | undefined }) {
  const isTrouble = key.source === 'unreadable' || test?.verdict === 'refused';
  const state = isTrouble ? 'failed' : test?.verdict === 'works' ? 'done' : undefined;
  return (
    <span
      data-tone={state}
      className={`flex min-w-0 flex-1 items-center gap-1.5 text-sm ${state === undefined ? 'text-ink-3' : 'text-(--c)'}`}
    >
      {state === undefined ? null : <StateMark state={state} size={14} />}
      <span className="truncate">
        {test?.verdict === 'works' ? 'Key works' : test?.verdict === 'refused' ? 'Key refused' : keyStateText(key)}
      </span>
    </span>
  );
}
