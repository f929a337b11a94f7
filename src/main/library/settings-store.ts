import { accessSync, constants, copyFileSync, mkdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { FailureError, failure } from '../../shared/failure.ts';
import {
  imageHostSettingsSchema,
  imageHostTroubles,
  tidyImageHost,
  type ImageHostSettings,
} from '../../shared/image-host.ts';
import type { Budget } from '../../shared/budget.ts';
import type { OwnPrice } from '../../shared/price.ts';
import type { ProxySettings } from '../../shared/proxy.ts';
import { providerIdSchema } from '../../shared/request.ts';
import { settingsSchema, type ProviderSettings, type Settings, type SettingsPatch } from '../../shared/settings.ts';
import { says, sentence, type Said } from '../../shared/sentence.ts';
import type { SettingsFile } from '../host.ts';
import { diskError } from '../disk/disk-failure.ts';
import { normaliseOrigin } from './origin-rule.ts';

/** With what has methods of its own in the contract. */
type StorePatch = SettingsPatch & {
  keysInFile?: boolean;
  imageHost?: ImageHostSettings | null;
  ownPrices?: OwnPrice[];
  proxy?: ProxySettings;
};

export interface SettingsStore {
  get(): Settings;
  /**
   * Changes only what the patch names; `null` puts a field back to its default. Throws `FailureError`:
   * `invalid-request` for a value that cannot be, `disk` when it cannot be stored; nothing is changed then.
   */
  update(patch: StorePatch): Settings;
  /** What was damaged at start-up, in plain words. */
  readonly notices: Said[];
}

/**
 * @param path the settings file, where it is known: a damaged one is copied aside before it is written for the first time
 */
export function createSettingsStore(file: SettingsFile, path?: string): SettingsStore {
  const { raw, isWhole } = read(file);
  const { settings: loaded, damaged } = salvage(raw);
  let settings = loaded;
  /** Fields of another version of Conch are written back as they are. */
  let stored = raw;
  let isDamaged = !isWhole || damaged.length > 0;

  return {
    notices: noticesFor(isWhole, damaged),
    get: () => structuredClone(settings),
    update(patch) {
      const next = settingsSchema.parse(apply(settings, patch));
      const unknownFields = Object.entries(stored).filter(([name]) => !(name in settingsSchema.shape));
      const written = { ...Object.fromEntries(unknownFields), ...next };
      try {
        if (isDamaged && path !== undefined) keepCopy(path);
        file.store = written;
      } catch (error) {
        throw diskError(error, 'the settings folder');
      }
      isDamaged = false;
      stored = written;
      settings = next;
      return structuredClone(next);
    },
  };
}

function read(file: SettingsFile): { raw: Record<string, unknown>; isWhole: boolean } {
  try {
    const raw: unknown = file.store;
    const parsed = z.record(z.string(), z.unknown()).safeParse(raw);
    return parsed.success ? { raw: parsed.data, isWhole: true } : { raw: {}, isWhole: false };
  } catch {
    // Not JSON, or not readable at all.
    return { raw: {}, isWhole: false };
  }
}

/** Field by field: a damaged one falls back to its default and costs no other. */
function salvage(raw: Record<string, unknown>): { settings: Settings; damaged: string[] } {
  const damaged: string[] = [];
  const sound: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    if (name === 'providers' || !(name in raw)) continue;
    if (schema.safeParse(raw[name]).success) sound[name] = raw[name];
    else damaged.push(name);
  }
  // Checked by the same rules as on entry, because pictures will be sent there.
  const imageHost = imageHostSettingsSchema.safeParse(sound['imageHost']);
  if (imageHost.success && Object.keys(imageHostTroubles(tidyImageHost(imageHost.data))).length > 0) {
    delete sound['imageHost'];
    damaged.push('imageHost');
  }
  const libraryFolder = sound['libraryFolder'];
  if (typeof libraryFolder === 'string' && !isAbsolute(libraryFolder)) {
    delete sound['libraryFolder'];
    damaged.push('libraryFolder');
  }
  const providers: Record<string, ProviderSettings> = {};
  const rawProviders = 'providers' in raw ? z.record(z.string(), z.unknown()).safeParse(raw['providers']) : undefined;
  if (rawProviders?.success === false) damaged.push('providers');
  for (const [id, value] of Object.entries(rawProviders?.data ?? {})) {
    const { provider, lost } = salvageProvider(value);
    damaged.push(...lost.map((field) => `providers.${id}${field}`));
    if (providerIdSchema.safeParse(id).success) providers[id] = provider;
  }
  return { settings: settingsSchema.parse({ ...sound, providers }), damaged };
}

function salvageProvider(value: unknown): { provider: ProviderSettings; lost: string[] } {
  const fields = z.record(z.string(), z.unknown()).safeParse(value);
  if (!fields.success) return { provider: {}, lost: [''] };
  const { baseUrl, concurrentClips } = fields.data;
  const provider: ProviderSettings = {};
  const lost: string[] = [];
  // Checked by the same rule as on entry, because a key will be sent there.
  const origin = typeof baseUrl === 'string' ? normaliseOrigin(baseUrl) : undefined;
  if (origin !== undefined) provider.baseUrl = origin;
  else if (baseUrl !== undefined) lost.push('.baseUrl');
  const clips = z.number().int().min(1).max(50).safeParse(concurrentClips);
  if (clips.success) provider.concurrentClips = clips.data;
  else if (concurrentClips !== undefined) lost.push('.concurrentClips');
  return { provider, lost };
}

function noticesFor(isWhole: boolean, damaged: string[]): Said[] {
  if (!isWhole)
    return [
      says('The settings file could not be read, so the defaults are in force. Keys and clips are not concerned.'),
    ];
  if (damaged.length === 0) return [];
  return [
    says('Some settings were damaged and are back to their defaults: {{names}}. All others are kept.', {
      names: damaged.join(', '),
    }),
  ];
}

function apply(before: Settings, patch: StorePatch): Settings {
  const { providers, libraryFolder, imageHost, budget, brake, ...simple } = patch;
  const next: Settings = { ...structuredClone(before), ...definedOnly(simple) };
  if (libraryFolder === null) delete next.libraryFolder;
  else if (libraryFolder !== undefined) next.libraryFolder = usableFolder(libraryFolder);
  if (imageHost === null) delete next.imageHost;
  else if (imageHost !== undefined) next.imageHost = usableImageHost(imageHost);
  next.budget = withoutNulls({ ...next.budget, ...definedOnly(budget ?? {}) });
  next.brake = { ...next.brake, ...definedOnly(brake ?? {}) };
  for (const [id, change] of Object.entries(providers ?? {})) {
    const provider: ProviderSettings = { ...next.providers[id] };
    if (change.baseUrl === null) delete provider.baseUrl;
    else if (change.baseUrl !== undefined) provider.baseUrl = usableOrigin(change.baseUrl);
    if (change.concurrentClips === null) delete provider.concurrentClips;
    else if (change.concurrentClips !== undefined) provider.concurrentClips = change.concurrentClips;
    next.providers[id] = provider;
  }
  return next;
}

function usableOrigin(text: string): string {
  const origin = normaliseOrigin(text);
  if (origin !== undefined) return origin;
  const message = sentence(
    'A base URL is an origin alone, such as https://proxy.example: https, no path, no name or password. Plain http is taken only for this computer.',
  );
  throw new FailureError(failure('invalid-request', message, { stage: 'local' }));
}

function usableImageHost(settings: ImageHostSettings): ImageHostSettings {
  const tidied = tidyImageHost(settings);
  const [trouble] = Object.values(imageHostTroubles(tidied));
  if (trouble !== undefined) throw new FailureError(failure('invalid-request', trouble.said, { stage: 'local' }));
  return tidied;
}

function usableFolder(folder: string): string {
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new FailureError(
      failure('invalid-request', sentence('The library folder must be a full path.'), { stage: 'local' }),
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw diskError(error, folder);
  }
  return folder;
}

function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function withoutNulls(budget: { [K in keyof Budget]?: Budget[K] | null }): Budget {
  return Object.fromEntries(Object.entries(budget).filter(([, limit]) => limit !== null));
}

function keepCopy(path: string): void {
  copyFileSync(path, `${path}.damaged-${Date.now()}`);
}
