import { useRef, useState, type ReactNode } from 'react';
import type { Abilities, ProviderView } from '../../shared/contract.ts';
import { OutLink } from '../inspector/OutLink.tsx';
import { clearKey, setKey } from '../store/acts.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { canTest, isEditable, keyPlaceholder, keyPlaceText } from './key-words.ts';
import { besideLabel, SettingRow } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

export interface KeyFieldProps {
  provider: ProviderView;
  abilities: Abilities;
  keysInFile: boolean;
  isTesting: boolean;
  onTest: () => void;
  /** The key has been saved or removed: what a test said before is void. */
  onChanged: () => void;
  onSaved: () => void;
  /** What is to be said about the key and its test. */
  children: ReactNode;
}

/** Writes a key, never shows one: the field is empty whatever is stored, and empties itself once the key is saved. */
export function KeyField({
  provider,
  abilities,
  keysInFile,
  isTesting,
  onTest,
  onChanged,
  onSaved,
  children,
}: KeyFieldProps) {
  const { key, links } = provider;
  const [text, setText] = useState('');
  const [inFile, setInFile] = useState(keysInFile);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const editable = isEditable(key);
  const hasKey = key.source !== 'none';
  const place = keyPlaceText(key);

  async function save(): Promise<void> {
    const typed = text.trim();
    if (typed === '') {
      setError(t('Type or paste a key first.'));
      field.current?.focus();
      return;
    }
    const outcome = await setKey(provider.id, typed, inFile);
    if (outcome.ok) {
      setText('');
      onChanged();
      onSaved();
    } else {
      setError(told(outcome.failure));
    }
  }

  async function removeKey(): Promise<void> {
    const outcome = await clearKey(provider.id);
    if (outcome.ok) onChanged();
    else setError(told(outcome.failure));
    field.current?.focus();
  }

  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="flex items-start gap-2">
        <TextField
          label={t('API key')}
          type="password"
          autoComplete="off"
          inputRef={field}
          value={text}
          placeholder={keyPlaceholder(key)}
          isReadOnly={!editable}
          error={error}
          onChange={(next) => {
            setText(next);
            setError(undefined);
          }}
          className={`flex-1 ${besideLabel}`}
        />
        {editable ? (
          <Button type="submit" size={32} isInert={text.trim() === ''}>
            {t('Save key')}
          </Button>
        ) : null}
      </div>
      <SettingRow>
        <div className="flex min-h-7 flex-wrap items-center gap-1.5">
          {canTest(key) ? (
            <Button isInert={isTesting} onPress={isTesting ? () => undefined : onTest}>
              {t('Test key')}
            </Button>
          ) : null}
          {hasKey && editable ? (
            <Button variant="danger" onPress={() => void removeKey()}>
              {t('Remove key')}
            </Button>
          ) : null}
          <OutLink to={links.keys} className="px-1 text-sm">
            {t('Get a key')}
          </OutLink>
          <span className="flex-1" />
          {place === undefined ? null : <span className="text-sm text-ink-3">{place}</span>}
        </div>
      </SettingRow>
      {children}
      {editable && abilities.keyFile ? (
        <SettingRow>
          <Switch isSelected={inFile} onChange={setInFile}>
            {t('Keep in a private file')}
          </Switch>
          <p className="text-sm text-ink-3">
            {t(
              'The file is not encrypted: every program that runs under your account can read it. It takes effect when a key is saved.',
            )}
          </p>
        </SettingRow>
      ) : null}
    </form>
  );
}
