import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Abilities, KeyTest, ProviderView } from '../../shared/contract.ts';
import { testKey } from '../store/acts.ts';
import { Button } from '../ui/Button.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { ChevronRight } from '../ui/icons.ts';
import { BalanceRow } from './BalanceRow.tsx';
import { BaseUrlField, ConcurrentClipsField } from './ProviderFields.tsx';
import { KeyField } from './KeyField.tsx';
import { canTest, keyStateText, verdictStates } from './key-words.ts';
import { SettingRow } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';
import { told } from '../texts/told.ts';

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
    setTest(outcome.ok ? outcome.value : { verdict: 'unreachable', message: told(outcome.failure) });
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
            className="flex min-h-7 items-center gap-2.5 rounded-control pe-1 text-md font-semibold"
          >
            <ChevronRight
              size={16}
              aria-hidden
              className={`shrink-0 text-ink-2 transition-transform ${isOpen ? 'rotate-90' : 'rtl:-scale-x-100'}`}
            />
            {name}
          </AriaButton>
        </h4>
        <KeySummary provider={provider} test={test} />
        {isOpen || canTest(key) ? null : (
          <Button onPress={onToggle}>{t(key.source === 'none' ? 'Add a key' : 'Replace key')}</Button>
        )}
      </div>
      <div id={panelId} hidden={!isOpen} className="flex flex-col gap-2.5 pt-2.5 ps-[26px] hidden:hidden">
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
              // A key is as good as its first answer, where asking costs nothing.
              onSaved={() => {
                if (provider.keyTest.free) void runTest();
              }}
            >
              <SettingRow>
                <p role="status" className="text-sm text-ink-3">
                  {isTesting ? (
                    t('Asking {{provider}}…', { provider: name })
                  ) : test === undefined ? (
                    paragraph(canTest(key) ? undefined : whereFrom(provider), t(provider.keyTest.note))
                  ) : (
                    <Verdict test={test} />
                  )}
                </p>
              </SettingRow>
            </KeyField>
            <BalanceRow provider={provider} />
            <BaseUrlField provider={provider} />
            <ConcurrentClipsField provider={provider} />
          </>
        ) : null}
      </div>
    </fieldset>
  );
}

/** Where a person without a key gets one. */
function whereFrom({ name, links }: ProviderView): string {
  return t('{{provider}} gives out keys at {{address}}.', { provider: name, address: new URL(links.keys).host });
}

function worksText(hint: string | undefined): string {
  return hint === undefined ? t('Key works') : t('Key works, ends in {{hint}}', { hint });
}

function Verdict({ test }: { test: KeyTest }) {
  const state = verdictStates[test.verdict];
  return (
    <span data-tone={state} className="inline-flex gap-1.5 text-(--c)">
      <StateMark state={state} size={14} className="mt-px" />
      {test.verdict === 'untested' ? paragraph(t('Nothing was sent.'), told(test)) : told(test)}
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
        {test?.verdict === 'works'
          ? worksText(key.hint)
          : test?.verdict === 'refused'
            ? t('Key refused')
            : keyStateText(key)}
      </span>
    </span>
  );
}
