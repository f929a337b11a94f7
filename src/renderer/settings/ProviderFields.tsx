import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ProviderView } from '../../shared/contract.ts';
import { updateSettings } from '../store/acts.ts';
import { TextField } from '../ui/TextField.tsx';
import { Minus, Plus } from '../ui/icons.ts';
import { baseUrlPatch, concurrentClipsPatch, countFrom, fewestClips, mostClips } from './settings-patch.ts';
import { besideLabel } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** The provider's address, for people behind a proxy. Kept when the field is left or Enter is pressed. */
export function BaseUrlField({ provider }: { provider: ProviderView }) {
  const { baseUrl, defaultBaseUrl, baseUrlFromEnvironment } = provider;
  const kept = baseUrl === defaultBaseUrl ? '' : baseUrl;
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();

  async function keep(): Promise<void> {
    if (typed === undefined || typed.trim() === kept) {
      setTyped(undefined);
      return;
    }
    const outcome = await updateSettings(baseUrlPatch(provider, typed));
    // What was refused stays in the field, so that it can be mended.
    if (outcome.ok) setTyped(undefined);
    else setError(told(outcome.failure));
  }

  return (
    <TextField
      label={t('Base URL')}
      value={typed ?? kept}
      placeholder={defaultBaseUrl}
      isReadOnly={baseUrlFromEnvironment}
      help={
        baseUrlFromEnvironment
          ? t('from the environment')
          : kept === ''
            ? undefined
            : t('Empty it to go back to {{address}}', { address: defaultBaseUrl })
      }
      error={error}
      onChange={(text) => {
        setTyped(text);
        setError(undefined);
      }}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void keep();
      }}
      className={besideLabel}
    />
  );
}

/**
 * A native number input, because React Aria's number field is announced as a text box and this one is a spinbutton.
 * Steps are kept at once, typed numbers when the field is left or Enter is pressed.
 */
export function ConcurrentClipsField({ provider }: { provider: ProviderView }) {
  /** What was chosen last, until the core has said so: the next step goes on from there. */
  const [wanted, setWanted] = useState<number>();
  const concurrentClips = wanted ?? provider.concurrentClips;
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();

  async function keep(count: number): Promise<void> {
    setTyped(undefined);
    if (count === concurrentClips) return;
    const next = Number.isNaN(count) ? provider.defaultConcurrentClips : count;
    setWanted(next);
    const outcome = await updateSettings(concurrentClipsPatch(provider, count));
    // A later step is still on its way.
    setWanted((now) => (now === next ? undefined : now));
    setError(outcome.ok ? undefined : told(outcome.failure));
  }

  return (
    <TextField
      label={t('Concurrent clips')}
      type="number"
      inputMode="numeric"
      value={typed ?? String(concurrentClips)}
      onChange={setTyped}
      onBlur={() => {
        if (typed !== undefined) void keep(countFrom(typed));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed !== undefined) void keep(countFrom(typed));
      }}
      error={error}
      help={t('The others wait in the queue.')}
      after={
        <>
          <StepButton
            name={t('One clip fewer')}
            isOff={concurrentClips <= fewestClips}
            onPress={() => void keep(concurrentClips - 1)}
          >
            <Minus size={14} aria-hidden />
          </StepButton>
          <StepButton
            name={t('One clip more')}
            isOff={concurrentClips >= mostClips}
            onPress={() => void keep(concurrentClips + 1)}
          >
            <Plus size={14} aria-hidden />
          </StepButton>
        </>
      }
      className={`${besideLabel} [&_.field-frame]:w-28 [&_.field-frame]:gap-0 [&_.field-frame]:pe-1 [&_input]:[appearance:textfield] [&_input]:tabular-nums`}
    />
  );
}

interface StepButtonProps {
  name: string;
  isOff: boolean;
  onPress: () => void;
  children: ReactNode;
}

function StepButton({ name, isOff, onPress, children }: StepButtonProps) {
  return (
    <Button
      aria-label={name}
      isDisabled={isOff}
      onPress={onPress}
      className="grid size-6 shrink-0 place-items-center rounded-token text-ink-2 hover:over-hover disabled:opacity-50 pressed:over-press"
    >
      {children}
    </Button>
  );
}
