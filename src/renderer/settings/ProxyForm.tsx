import { useState } from 'react';
import type { Abilities, ProxyTest, ProxyView } from '../../shared/contract.ts';
import { isOwnProxy, proxyTroubles, tidyProxy, type ProxyField, type ProxySettings } from '../../shared/proxy.ts';
import { saveProxy, testProxy } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Segments } from '../ui/Segments.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { TextField } from '../ui/TextField.tsx';
import { modeHelp, passwordHelp, passwordPlaceholder, proxyModes } from './proxy-words.ts';
import { besideLabel, SettingRow } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

export interface ProxyFormProps {
  stored: ProxySettings;
  view: ProxyView;
  abilities: Abilities;
  keysInFile: boolean;
  isReadOnly: boolean;
}

const sampleHost = 'proxy.example';

/** Everything of it is saved together, because half of it would send everything to the wrong place. */
export function ProxyForm({ stored, view, abilities, keysInFile, isReadOnly }: ProxyFormProps) {
  const host = useSession(({ session }) => session?.host ?? 'browser');
  /** Over what is stored, which another window may change meanwhile. */
  const [edits, setEdits] = useState<Partial<ProxySettings>>({});
  const [typedPort, setTypedPort] = useState<string>();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Partial<Record<ProxyField | 'form', string>>>({});
  const [test, setTest] = useState<ProxyTest>();
  const [busy, setBusy] = useState<'save' | 'test'>();
  const form = { ...stored, ...edits, ...(typedPort !== undefined && { port: portFrom(typedPort) }) };
  const isOwn = isOwnProxy(form.mode);
  const hasPassword = view.passwordState.source !== 'none';
  const changed = password !== '' || JSON.stringify(ordered(tidy(form))) !== JSON.stringify(ordered(stored));

  function edit(change: Partial<ProxySettings>): void {
    setEdits({ ...edits, ...change });
    setErrors({});
    setTest(undefined);
  }

  async function save(secret?: string | null): Promise<void> {
    const proxy = tidy(form);
    const found = Object.entries(proxyTroubles(proxy)).map(([field, trouble]) => [field, told(trouble)]);
    setErrors(Object.fromEntries(found));
    if (found.length > 0) return;
    setBusy('save');
    const outcome = await saveProxy({ proxy, inFile: keysInFile, ...(secret !== undefined && { password: secret }) });
    setBusy(undefined);
    if (outcome.ok) {
      setEdits({});
      setTypedPort(undefined);
      setPassword('');
      setTest(undefined);
    } else setErrors({ form: told(outcome.failure) });
  }

  async function runTest(): Promise<void> {
    setBusy('test');
    setTest(undefined);
    const outcome = await testProxy();
    setTest(outcome.ok ? outcome.value : { works: false, message: told(outcome.failure) });
    setBusy(undefined);
  }

  return (
    <form
      inert={isReadOnly}
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy === undefined && changed) void save(password === '' ? undefined : password);
      }}
    >
      <Segments
        label={t('Proxy')}
        segments={proxyModes()}
        value={form.mode}
        onChange={(mode) => {
          edit({ mode });
        }}
        className={besideLabel}
      />
      <SettingRow>
        <p className="text-sm text-ink-3">{modeHelp(form.mode, host)}</p>
      </SettingRow>
      {isOwn ? (
        <>
          <TextField
            label={t('Proxy address')}
            value={form.host}
            placeholder={sampleHost}
            autoComplete="off"
            error={errors.host}
            onChange={(text) => {
              edit({ host: text });
            }}
            className={besideLabel}
          />
          <TextField
            label={t('Port')}
            inputMode="numeric"
            value={typedPort ?? (form.port === undefined ? '' : String(form.port))}
            placeholder={form.mode === 'socks5' ? '1080' : '3128'}
            autoComplete="off"
            error={errors.port}
            onChange={(text) => {
              setTypedPort(text);
              edit({});
            }}
            className={`${besideLabel} [&_.field-frame]:w-28`}
          />
          <TextField
            label={t('User name')}
            value={form.user}
            placeholder={t('Only if the proxy asks for one')}
            autoComplete="off"
            error={errors.user}
            onChange={(user) => {
              edit({ user });
            }}
            className={besideLabel}
          />
          <TextField
            label={t('Password')}
            type="password"
            value={password}
            placeholder={passwordPlaceholder(view.passwordState)}
            help={passwordHelp(abilities, keysInFile)}
            autoComplete="off"
            onChange={(text) => {
              setPassword(text);
              edit({});
            }}
            className={besideLabel}
          />
        </>
      ) : null}
      <SettingRow>
        <div className="flex min-h-8 flex-wrap items-center gap-1.5">
          <Button type="submit" size={32} variant="primary" isInert={!changed || busy !== undefined}>
            {t('Save')}
          </Button>
          <Button size={32} isInert={changed || busy !== undefined} onPress={() => void runTest()}>
            {t('Test proxy')}
          </Button>
          {isOwn && hasPassword ? (
            <Button size={32} variant="danger" isInert={busy !== undefined} onPress={() => void save(null)}>
              {t('Remove password')}
            </Button>
          ) : null}
          {changed ? <span className="text-sm text-ink-3">{t('Save first, then test.')}</span> : null}
        </div>
        <p role="status" className="mt-1.5 min-h-9 text-sm text-ink-3">
          {busy === 'test' ? (
            t('Reaching a provider this way…')
          ) : test === undefined ? (
            t('The test opens a secured connection to a provider and closes it. It sends no request and costs nothing.')
          ) : (
            <Verdict test={test} />
          )}
        </p>
        <p role="alert" className="text-sm text-state-failed empty:hidden">
          {errors.form}
        </p>
      </SettingRow>
    </form>
  );
}

function Verdict({ test }: { test: ProxyTest }) {
  const state = test.works ? 'done' : 'failed';
  return (
    <span data-tone={state} className="inline-flex gap-1.5 text-(--c)">
      <StateMark state={state} size={14} className="mt-px" />
      {told(test)}
    </span>
  );
}

function tidy(form: Omit<ProxySettings, 'port'> & { port?: number | undefined }): ProxySettings {
  const { port, ...rest } = form;
  return tidyProxy({ ...rest, ...(port !== undefined && { port }) });
}

function ordered({ mode, host, port, user }: ProxySettings): unknown[] {
  return [mode, host, port, user];
}

/** Undefined for what is no port: the check then asks for one. */
function portFrom(text: string): number | undefined {
  const port = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}
