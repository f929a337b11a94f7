import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { imageHostSettingsSchema } from './image-host.ts';
import { jobIdSchema, jobSchema, jobStateSchema } from './job.ts';
import { modelSpecSchema } from './model.ts';
import { priceRowSchema } from './price.ts';
import { generationRequestSchema, pictureSchema, providerIdSchema } from './request.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';

/**
 * THE contract between the window and the core: every method and every event, once. Types, checks and the dispatch
 * table all come from here; a new method touches this file and `main/handlers.ts`, nothing else.
 */

export const keyStateSchema = z.object({
  /** `session`: held in memory until Conch quits. `unreadable`: stored, but this computer cannot open it now. */
  source: z.enum(['none', 'environment', 'keychain', 'file', 'session', 'unreadable']),
  /** Four last characters, so that a person can tell two keys apart. Absent for keys shorter than 12. */
  hint: z.string().optional(),
});
export type KeyState = z.infer<typeof keyStateSchema>;

export const providerViewSchema = z.object({
  id: providerIdSchema,
  name: z.string(),
  models: z.array(modelSpecSchema).min(1),
  key: keyStateSchema,
  /** The origin in force. */
  baseUrl: z.string(),
  defaultBaseUrl: z.string(),
  /** Set by `CONCH_…_URL`: shown, not editable. */
  baseUrlFromEnvironment: z.boolean(),
  concurrentClips: z.number(),
  defaultConcurrentClips: z.number(),
  /** Where a person gets a key, sees jobs and pays. Only https. */
  links: z.object({ keys: z.string(), console: z.string(), billing: z.string(), docs: z.string() }),
  /** What "Test key" does here: a free call, or the reason why there is none. */
  keyTest: z.object({ free: z.boolean(), note: z.string() }),
  /** What the provider is known to do with the price of a failed job, in one plain sentence. */
  chargeNote: z.string(),
  /** Empty where nobody has published a price. */
  prices: z.array(priceRowSchema),
  /** Whether a request whose answer was lost can be looked for here, and if not, why not. */
  lookup: z.discriminatedUnion('possible', [
    z.object({ possible: z.literal(true) }),
    z.object({ possible: z.literal(false), why: z.string() }),
  ]),
});
export type ProviderView = z.infer<typeof providerViewSchema>;

/** The person's own bucket as it stands; where it lies is in the settings. */
export const imageHostViewSchema = z.object({
  configured: z.boolean(),
  /** Of the key pair; the hint is the end of the access key ID. No method ever returns more. */
  keyState: keyStateSchema,
  /** Pictures lying there that Conch has yet to delete. */
  leftBehind: z.number(),
});
export type ImageHostView = z.infer<typeof imageHostViewSchema>;

export const imageHostTestSchema = z.object({
  works: z.boolean(),
  /** What happened, or at which step it failed and what to do, in plain words. */
  message: z.string(),
});
export type ImageHostTest = z.infer<typeof imageHostTestSchema>;

/** What the host can do. The window hides what it cannot. */
export const abilitiesSchema = z.object({
  reveal: z.boolean(),
  chooseFolder: z.boolean(),
  notify: z.boolean(),
  /** Where a saved key goes. `keychain`: sealed by the system; `session`: memory only. */
  keyStorage: z.enum(['keychain', 'session']),
  /** Whether the person may choose a private file instead of memory only. */
  keyFile: z.boolean(),
});
export type Abilities = z.infer<typeof abilitiesSchema>;

export const countsSchema = z.object({
  all: z.number(),
  running: z.number(),
  attention: z.number(),
  failed: z.number(),
});
export type Counts = z.infer<typeof countsSchema>;

export const jobPageSchema = z.object({
  /** Newest first. */
  jobs: z.array(jobSchema),
  /** Pass as `beforeSequence` for the next page; absent on the last. */
  nextBeforeSequence: z.number().optional(),
  /** How many match in all. */
  total: z.number(),
});
export type JobPage = z.infer<typeof jobPageSchema>;

/** Clips that continue one another. */
export const jobChainSchema = z.object({
  /** From the first clip over the one asked for to the last, as long as each goes on in exactly one. */
  jobs: z.array(jobSchema).min(1),
  /** What the first one continues, where that clip is not in the library any more. */
  missingId: jobIdSchema.optional(),
  /** What else goes on from one of them: other takes, and those that came to nothing. */
  branches: z.array(jobSchema),
});
export type JobChain = z.infer<typeof jobChainSchema>;

export const sessionSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'browser']),
  abilities: abilitiesSchema,
  /** The clips are simulated and nothing is paid. */
  demo: z.boolean(),
  /** No key anywhere and no clip yet: offer "Add a key" and "Try the demo". */
  firstStart: z.boolean(),
  providers: z.array(providerViewSchema),
  settings: settingsSchema,
  imageHost: imageHostViewSchema,
  /** Absolute paths, for the eye only. */
  dataFolder: z.string(),
  libraryFolder: z.string(),
  freeBytes: z.number().optional(),
  /** Prefix of all media addresses: `${mediaBase}/clips/<job id>`, `/posters/<job id>`, `/pictures/<picture id>`. */
  mediaBase: z.string(),
  counts: countsSchema,
  page: jobPageSchema,
  /** Something that happened at start-up and that the person should read, in plain words. */
  notices: z.array(z.string()),
});
export type Session = z.infer<typeof sessionSchema>;

export const keyTestSchema = z.object({
  /** `works`: the provider took the key. `refused`: it did not. `untested`: no free call is known here. */
  verdict: z.enum(['works', 'refused', 'untested', 'unreachable']),
  message: z.string(),
});
export type KeyTest = z.infer<typeof keyTestSchema>;

const empty = z.strictObject({});
const oneJob = z.strictObject({ id: jobIdSchema });

export const methods = {
  /** Everything that the window needs to draw. Calling it again is how a window reconnects. */
  'session.open': { input: empty, output: sessionSchema },
  /** Opens the demo: simulated providers, a library of its own. The window then opens a new session. */
  'demo.enter': { input: empty, output: empty },
  'demo.leave': { input: empty, output: empty },

  'job.list': {
    input: z.strictObject({
      search: z.string().max(1000).optional(),
      states: z.array(jobStateSchema).max(20).optional(),
      beforeSequence: z.number().int().optional(),
      limit: z.number().int().min(1).max(500),
    }),
    output: jobPageSchema,
  },
  /** Stores the intent and queues it. The same `intentId` again gives back the same job and sends nothing new. */
  'job.create': {
    input: z.strictObject({ intentId: jobIdSchema, request: generationRequestSchema }),
    output: jobSchema,
  },
  /** A new job with the settings of an old one; the old one stays. From "Needs attention" it may cost twice. */
  'job.retry': {
    input: z.strictObject({ id: jobIdSchema, intentId: jobIdSchema, mayCostTwice: z.boolean() }),
    output: jobSchema,
  },
  /** One clip, wherever in the library it is. */
  'job.get': { input: oneJob, output: jobSchema },
  /** The chain that a clip stands in; just the clip itself where it continues nothing and nothing continues it. */
  'job.chain': { input: oneJob, output: jobChainSchema },
  'job.cancel': { input: oneJob, output: jobSchema },
  /** "Download again": asks the provider for a fresh link to a clip that it once took. Costs nothing. */
  'job.fetch': { input: oneJob, output: jobSchema },
  /** "I found it": the id from the provider's console; Conch goes on from there. */
  'job.attach': { input: z.strictObject({ id: jobIdSchema, remoteId: z.string().min(1).max(500) }), output: jobSchema },
  'job.giveUp': { input: oneJob, output: jobSchema },
  /** Removes the record and its files. Not while it is on its way. */
  'job.remove': { input: oneJob, output: empty },

  'key.set': {
    input: z.strictObject({ providerId: providerIdSchema, key: z.string().min(1).max(4096), inFile: z.boolean() }),
    output: keyStateSchema,
  },
  'key.clear': { input: z.strictObject({ providerId: providerIdSchema }), output: keyStateSchema },
  'key.test': { input: z.strictObject({ providerId: providerIdSchema }), output: keyTestSchema },

  /** Without a key pair the stored one stays in force. */
  'imageHost.save': {
    input: z.strictObject({
      settings: imageHostSettingsSchema,
      keyPair: z
        .strictObject({ accessKeyId: z.string().min(1).max(512), secretAccessKey: z.string().min(1).max(4096) })
        .optional(),
      inFile: z.boolean(),
    }),
    output: imageHostViewSchema,
  },
  'imageHost.clear': { input: empty, output: imageHostViewSchema },
  /** Writes a small object, reads it back through a link, and deletes it. */
  'imageHost.test': { input: empty, output: imageHostTestSchema },

  'settings.update': { input: settingsPatchSchema, output: settingsSchema },
  /** Native folder dialog; `null` when the person closed it. Only with the ability. */
  'settings.chooseLibraryFolder': { input: empty, output: z.object({ folder: z.string().nullable() }) },

  /** Shows the clip's file in the system's file manager. Only with the ability. */
  'asset.reveal': { input: oneJob, output: empty },
} as const;

export const events = {
  'job.changed': z.object({ job: jobSchema, counts: countsSchema }),
  'job.removed': z.object({ id: jobIdSchema, counts: countsSchema }),
  /** Bytes so far. Comes often, is never stored. `totalBytes` is absent when the provider does not say. */
  'download.progressed': z.object({ id: jobIdSchema, receivedBytes: z.number(), totalBytes: z.number().optional() }),
  'providers.changed': z.object({ providers: z.array(providerViewSchema) }),
  'settings.changed': z.object({ settings: settingsSchema }),
  'imageHost.changed': z.object({ imageHost: imageHostViewSchema }),
  /** The core behind the window is another one now (demo entered or left): open a new session. */
  'session.replaced': z.object({}),
  /** Something that a person should know and that belongs to no single job. */
  'notice.raised': z.object({ failure: failureSchema }),
  /** The host asks the window to bring a clip up (a click on a notification). */
  'clip.shown': z.object({ id: jobIdSchema }),
  /** An act chosen from the host's own menu. */
  'command.chosen': z.object({ command: z.enum(['new-clip', 'search', 'settings']) }),
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Input<M extends MethodName> = z.infer<Methods[M]['input']>;
export type Output<M extends MethodName> = z.infer<Methods[M]['output']>;
export type Events = typeof events;
export type EventName = keyof Events;
export type Payload<E extends EventName> = z.infer<Events[E]>;

/** What the core implements. A handler may throw `FailureError`; anything else thrown becomes `internal`. */
export type Handlers = { [M in MethodName]: (input: Input<M>) => Promise<Output<M>> | Output<M> };

/** One announcement, as it travels. */
export type Announcement = { [E in EventName]: { event: E; payload: Payload<E> } }[EventName];

/** The body that answers an upload (`POST ${mediaBase}/pictures`, raw bytes, `x-file-name` percent-encoded). */
export const uploadAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), picture: pictureSchema }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);
export type UploadAnswer = z.infer<typeof uploadAnswerSchema>;
