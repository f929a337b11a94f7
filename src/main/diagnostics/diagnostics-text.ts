import type { KeyState, Session } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { formatBytes } from '../../shared/format.ts';
import { isOwnProxy } from '../../shared/proxy.ts';
import type { QueueView } from '../../shared/queue.ts';
import { usualClipNameTemplate } from '../../shared/clip-name-template.ts';
import { shortenPath } from './shorten-path.ts';

/** One thing that went wrong: when, where, and what kind of thing. */
export interface PastTrouble {
  at: number;
  /** The state of the clip, or `notice` for what belongs to none. */
  of: string;
  providerId?: string;
  failure: Failure;
}

export interface DiagnosticFacts {
  at: number;
  session: Pick<
    Session,
    'version' | 'host' | 'demo' | 'readOnly' | 'providers' | 'settings' | 'imageHost' | 'proxy' | 'counts' | 'abilities'
  > &
    Pick<Session, 'dataFolder' | 'libraryFolder' | 'freeBytes' | 'priceTableVersion'>;
  queue: Pick<QueueView, 'pausedAll' | 'providers' | 'total'> | undefined;
  troubles: readonly PastTrouble[];
  system: { platform: string; release: string; architecture: string; versions: Record<string, string | undefined> };
  homeFolder: string;
}

/**
 * What somebody who helps would ask for, in English whatever the window speaks. Nothing in it was typed by the person or
 * written by a vendor, but for a vendor's short error codes. Pure.
 */
export function diagnosticsText({ at, session, queue, troubles, system, homeFolder }: DiagnosticFacts): string {
  const { settings, providers, counts, imageHost, abilities } = session;
  const { versions } = system;
  const lines = [
    `Conch ${session.version}, ${session.host}${session.demo ? ', demo' : ''}${session.readOnly ? ', only showing' : ''}`,
    `Written ${new Date(at).toISOString()}`,
    `System ${system.platform} ${system.release} ${system.architecture}`,
    `Node ${versions['node'] ?? '-'}, Electron ${versions['electron'] ?? '-'}, Chromium ${versions['chrome'] ?? '-'}`,
    `Prices: table ${session.priceTableVersion}, ${settings.ownPrices.length} of one's own`,
    '',
    `Data folder ${shortenPath(session.dataFolder, homeFolder)}`,
    `Library folder ${shortenPath(session.libraryFolder, homeFolder)}`,
    `Free ${session.freeBytes === undefined ? 'unknown' : formatBytes(session.freeBytes, 'en')}`,
    `Clips ${counts.all}, running ${counts.running}, needing attention ${counts.attention}, failed ${counts.failed}`,
    '',
    `Language ${settings.language}, theme ${settings.theme}, notifications ${onOff(settings.notifications)}`,
    `Keys kept by ${abilities.keyStorage}${settings.keysInFile ? ', private file chosen' : ''}`,
    `Proxy ${settings.proxy.mode}${isOwnProxy(settings.proxy.mode) ? `, user ${given(settings.proxy.user)}` : ''}, password ${sourceOf(session.proxy.passwordState)}`,
    `Image host ${imageHost.configured ? `set up, key ${sourceOf(imageHost.keyState)}` : 'none'}, left behind ${imageHost.leftBehind}`,
    `File names ${settings.clipNameTemplate === usualClipNameTemplate ? 'as usual' : 'changed'}, prompt in file ${onOff(settings.promptInFile)}, trash ${settings.trashDays} days`,
    `Budget day ${given(settings.budget.dayDollars)}, month ${given(settings.budget.monthDollars)}`,
    '',
    ...providers.map(
      ({ id, key, baseUrl, defaultBaseUrl, baseUrlFromEnvironment, concurrentClips }) =>
        `${id}: key ${sourceOf(key)}, address ${baseUrl === defaultBaseUrl ? 'as usual' : baseUrlFromEnvironment ? 'from the environment' : 'changed'}, ${concurrentClips} at once`,
    ),
    ...queueLines(queue),
    '',
    troubles.length === 0 ? 'No troubles.' : `Last troubles, newest first:`,
    ...troubles.map(troubleLine),
  ];
  return `${lines.join('\n')}\n`;
}

function queueLines(queue: DiagnosticFacts['queue']): string[] {
  if (queue === undefined) return [];
  const busy = queue.providers.filter(
    ({ queued, inTheMaking, hold, stop, paused }) =>
      queued > 0 || inTheMaking > 0 || paused || hold !== undefined || stop !== undefined,
  );
  return [
    '',
    `Queue ${queue.total}${queue.pausedAll ? ', all paused' : ''}`,
    ...busy.map(
      ({ providerId, queued, inTheMaking, paused, hold, stop }) =>
        `${providerId}: ${queued} queued, ${inTheMaking} in the making${paused ? ', paused' : ''}${hold ? `, held: ${hold.failure.kind}` : ''}${stop ? `, stopped: ${stop.failure.kind} x${stop.failures}` : ''}`,
    ),
  ];
}

function troubleLine({ at, of, providerId, failure }: PastTrouble): string {
  const { kind, stage, charged, httpStatus, vendorCode, proxy } = failure;
  return [
    new Date(at).toISOString(),
    of,
    providerId ?? '-',
    kind,
    ...(stage === undefined ? [] : [`at ${stage}`]),
    ...(charged === undefined ? [] : [`charged ${charged}`]),
    ...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
    // A code is a short word or number; whatever else a vendor puts there may be the prompt.
    ...(vendorCode !== undefined && /^(\d{1,8}|[A-Za-z]+([_.-][A-Za-z0-9]+)+|[A-Z]{2,24})$/.test(vendorCode)
      ? [`code ${vendorCode.slice(0, 40)}`]
      : []),
    ...(proxy === true ? ['proxy'] : []),
  ].join(' ');
}

function sourceOf({ source }: KeyState): string {
  return source;
}

function given(value: string | number | undefined): string {
  return value === undefined || value === '' ? 'none' : 'set';
}

function onOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}
