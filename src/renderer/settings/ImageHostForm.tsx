import { useEffect, useRef, useState } from 'react';
import type { Abilities, ImageHostTest, ImageHostView } from '../../shared/contract.ts';
import {
  imageHostTroubles,
  tidyImageHost,
  type ImageHostField,
  type ImageHostSettings,
} from '../../shared/image-host.ts';
import { clearImageHost, saveImageHost, testImageHost } from '../store/acts.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { imageHostPresets } from './image-host-presets.ts';
import { pairPlaceholder } from './image-host-words.ts';
import { canTest, isEditable } from './key-words.ts';
import { besideLabel, SettingRow } from './SettingRow.tsx';
import { key, t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

export interface ImageHostFormProps {
  /** Undefined: none is set up. */
  stored: ImageHostSettings | undefined;
  view: ImageHostView;
  abilities: Abilities;
  keysInFile: boolean;
}

const emptySettings: ImageHostSettings = {
  endpoint: '',
  region: '',
  bucket: '',
  prefix: 'conch/',
  deleteAfterUse: true,
};
const noKeys = { accessKeyId: '', secretAccessKey: '' };

const fields: readonly { name: ImageHostField; label: string; placeholder: string; help?: string }[] = [
  { name: 'endpoint', label: key('Endpoint'), placeholder: 'https://s3.eu-central-1.amazonaws.com' },
  { name: 'region', label: key('Region'), placeholder: 'eu-central-1' },
  { name: 'bucket', label: key('Bucket'), placeholder: 'my-pictures' },
  { name: 'prefix', label: key('Prefix'), placeholder: 'conch/', help: key('Put before each name. May be empty.') },
];

/** Everything of it is saved together, because half of it would send pictures to the wrong place. */
export function ImageHostForm({ stored, view, abilities, keysInFile }: ImageHostFormProps) {
  /** Over what is stored, which another window may change meanwhile. */
  const [edits, setEdits] = useState<Partial<ImageHostSettings>>({});
  const [keys, setKeys] = useState(noKeys);
  const [inFile, setInFile] = useState(keysInFile);
  const [hint, setHint] = useState<string>();
  const [errors, setErrors] = useState<Partial<Record<ImageHostField | 'keys' | 'form', string>>>({});
  const [test, setTest] = useState<ImageHostTest>();
  const [busy, setBusy] = useState<'save' | 'test' | 'remove'>();
  const verdict = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // In a low window the answer stands below the edge.
    if (test !== undefined) verdict.current?.scrollIntoView({ block: 'nearest' });
  }, [test]);
  const form = { ...(stored ?? emptySettings), ...edits };
  const editable = isEditable(view.keyState);
  const typed = { accessKeyId: keys.accessKeyId.trim(), secretAccessKey: keys.secretAccessKey.trim() };
  const hasTyped = typed.accessKeyId !== '' || typed.secretAccessKey !== '';
  const changed = hasTyped || JSON.stringify(tidyImageHost(form)) !== JSON.stringify(stored);
  const canTry = view.configured && canTest(view.keyState) && !changed;

  function edit(change: Partial<ImageHostSettings>): void {
    setEdits({ ...edits, ...change });
    setErrors({});
    setTest(undefined);
  }

  function editKeys(change: Partial<typeof noKeys>): void {
    setKeys({ ...keys, ...change });
    setErrors({});
    setTest(undefined);
  }

  async function save(): Promise<void> {
    const settings = tidyImageHost(form);
    const wrong = keysTrouble();
    const troubles = Object.entries(imageHostTroubles(settings)).map(([field, trouble]) => [field, told(trouble)]);
    const found = { ...Object.fromEntries(troubles), ...(wrong !== undefined && { keys: wrong }) };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy('save');
    const outcome = await saveImageHost({ settings, inFile, ...(hasTyped && { keyPair: typed }) });
    setBusy(undefined);
    if (outcome.ok) {
      setEdits({});
      setKeys(noKeys);
      setTest(undefined);
    } else setErrors({ form: told(outcome.failure) });
  }

  function keysTrouble(): string | undefined {
    if (hasTyped) {
      const isWhole = typed.accessKeyId !== '' && typed.secretAccessKey !== '';
      return isWhole ? undefined : t('The two parts belong together: give both.');
    }
    return canTest(view.keyState) ? undefined : t('Give both parts of the key pair.');
  }

  async function runTest(): Promise<void> {
    if (!canTry || busy !== undefined) return;
    setBusy('test');
    setTest(undefined);
    const outcome = await testImageHost();
    setTest(outcome.ok ? outcome.value : { works: false, message: told(outcome.failure) });
    setBusy(undefined);
  }

  async function remove(): Promise<void> {
    setBusy('remove');
    const outcome = await clearImageHost();
    setBusy(undefined);
    if (outcome.ok) {
      setEdits({});
      setKeys(noKeys);
      setTest(undefined);
      setErrors({});
    } else setErrors({ form: told(outcome.failure) });
  }

  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy === undefined) void save();
      }}
    >
      <SettingRow name={t('Service')}>
        <Menu trigger={<Button>{t('Fill in for…')}</Button>}>
          {imageHostPresets.map(({ name, endpoint, region, keys: words }) => (
            <MenuItem
              key={name}
              name={name}
              onAction={() => {
                edit({ endpoint, region });
                setHint(words);
              }}
            />
          ))}
        </Menu>
        {hint === undefined ? null : (
          <p role="status" className="mt-1.5 text-sm text-ink-3">
            {t(hint)}
          </p>
        )}
      </SettingRow>
      {fields.map(({ name, label, placeholder, help }) => (
        <TextField
          key={name}
          label={t(label)}
          value={form[name]}
          placeholder={placeholder}
          {...(help === undefined ? {} : { help: t(help) })}
          autoComplete="off"
          error={errors[name]}
          onChange={(text) => {
            edit({ [name]: text });
          }}
          className={besideLabel}
        />
      ))}
      <TextField
        label={t('Access key ID')}
        value={keys.accessKeyId}
        placeholder={pairPlaceholder(view, 'ID')}
        isReadOnly={!editable}
        autoComplete="off"
        onChange={(accessKeyId) => {
          editKeys({ accessKeyId });
        }}
        className={besideLabel}
      />
      <TextField
        label={t('Secret access key')}
        type="password"
        value={keys.secretAccessKey}
        placeholder={pairPlaceholder(view, 'secret')}
        isReadOnly={!editable}
        autoComplete="off"
        error={errors.keys}
        onChange={(secretAccessKey) => {
          editKeys({ secretAccessKey });
        }}
        className={besideLabel}
      />
      {editable && abilities.keyFile ? (
        <SettingRow>
          <Switch isSelected={inFile} onChange={setInFile}>
            {t('Keep in a private file')}
          </Switch>
          <p className="text-sm text-ink-3">
            {t(
              'The file is not encrypted: every program that runs under your account can read it. It takes effect when the key pair is saved.',
            )}
          </p>
        </SettingRow>
      ) : null}
      <SettingRow>
        <Switch
          isSelected={form.deleteAfterUse}
          onChange={(deleteAfterUse) => {
            edit({ deleteAfterUse });
          }}
        >
          {t('Delete pictures after use')}
        </Switch>
        <p className="text-sm text-ink-3">{t('When the clip is done, has failed or was canceled.')}</p>
      </SettingRow>
      <SettingRow>
        <div className="flex min-h-8 flex-wrap items-center gap-1.5">
          <Button type="submit" size={32} variant="primary" isInert={!changed || busy !== undefined}>
            {t('Save')}
          </Button>
          <Button size={32} isInert={!canTry || busy !== undefined} onPress={() => void runTest()}>
            {t('Test')}
          </Button>
          {stored === undefined && !view.configured ? null : (
            <Button size={32} variant="danger" isInert={busy !== undefined} onPress={() => void remove()}>
              {t('Remove')}
            </Button>
          )}
          {view.configured && changed ? (
            <span className="text-sm text-ink-3">{t('Save first, then test.')}</span>
          ) : null}
        </div>
        <p ref={verdict} role="status" className="mt-1.5 text-sm text-ink-3 empty:hidden">
          {busy === 'test' ? t('Writing, reading and deleting a small object…') : test && <Verdict test={test} />}
        </p>
        <p role="alert" className="mt-1.5 text-sm text-state-failed empty:hidden">
          {errors.form}
        </p>
      </SettingRow>
    </form>
  );
}

function Verdict({ test }: { test: ImageHostTest }) {
  const state = test.works ? 'done' : 'failed';
  return (
    <span data-tone={state} className="inline-flex gap-1.5 text-(--c)">
      <StateMark state={state} size={14} className="mt-px" />
      {told(test)}
    </span>
  );
}
