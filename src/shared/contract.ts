import { z } from 'zod';
import {
  clipFacetsSchema,
  clipPageSchema,
  clipQuerySchema,
  collectionSchema,
  mostIds,
  mostPerPage,
  savedSearchSchema,
} from './clip-query.ts';
import { failureSchema } from './failure.ts';
import { imageHostSettingsSchema } from './image-host.ts';
import { jobIdSchema, jobSchema } from './job.ts';
import { keepingChangeSchema } from './keeping.ts';
import { modelSpecSchema } from './model.ts';
import { priceRowSchema } from './price.ts';
import { generationRequestSchema, pictureSchema, providerIdSchema } from './request.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';
import { workSchema } from './work.ts';

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
  /** Deleted clips go to the system's own trash; otherwise they are gone at once. */
  systemTrash: z.boolean(),
  /** Where a saved key goes. `keychain`: sealed by the system; `session`: memory only. */
  keyStorage: z.enum(['keychain', 'session']),
  /** Whether the person may choose a private file instead of memory only. */
  keyFile: z.boolean(),
});
export type Abilities = z.infer<typeof abilitiesSchema>;

/** Of what is not in the trash. */
export const countsSchema = z.object({
  all: z.number(),
  running: z.number(),
  attention: z.number(),
  failed: z.number(),
});
export type Counts = z.infer<typeof countsSchema>;

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
  /** The first clips of the library, newest first. */
  page: clipPageSchema,
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
const manyJobs = z.strictObject({ ids: z.array(jobIdSchema).max(mostIds) });
const oneQuery = z.strictObject({ query: clipQuerySchema });
const collectionName = collectionSchema.shape.name;
/** A full path on the computer that runs the core. */
const folderPath = z.string().min(1).max(4096);

/** How many clips an act changed, and the name under which `clip.undo` takes it back. */
const changedSchema = z.object({ changed: z.number(), undoId: z.uuid() });

export const methods = {
  /** Everything that the window needs to draw. Calling it again is how a window reconnects. */
  'session.open': { input: empty, output: sessionSchema },
  /** Opens the demo: simulated providers, a library of its own. The window then opens a new session. */
  'demo.enter': { input: empty, output: empty },
  'demo.leave': { input: empty, output: empty },

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

  /** Clips anywhere in the order of a query: `offset` may be any place, as a scrollbar asks for it. */
  'clip.page': {
    input: z.strictObject({
      query: clipQuerySchema,
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(mostPerPage),
    }),
    output: clipPageSchema,
  },
  /**
   * How many clips each run of one day has, in the order of a query that is sorted by `created`: what the window lays
   * out before it has read the clips. Empty for any other order.
   */
  'clip.days': {
    input: z.strictObject({ query: clipQuerySchema, timeZone: z.string().max(100) }),
    output: z.object({ days: z.array(z.object({ startAt: z.number(), count: z.number() })) }),
  },
  /** The counts beside each filter. */
  'clip.facets': { input: oneQuery, output: clipFacetsSchema },
  /** Where a clip stands in a query; `null` when the query does not list it. */
  'clip.find': {
    input: z.strictObject({ query: clipQuerySchema, id: jobIdSchema }),
    output: z.object({ index: z.number().nullable() }),
  },
  /** The ids of what a query lists, in its order: for "select all", and for a range that was picked with Shift. */
  'clip.ids': {
    input: z.strictObject({
      query: clipQuerySchema,
      offset: z.number().int().nonnegative().optional(),
      limit: z.number().int().min(1).max(mostIds),
    }),
    output: z.object({ ids: z.array(jobIdSchema) }),
  },
  /**
   * Clips that were made, or are being made, of the same prompt, picture and settings at any provider, newest first:
   * for a word before paying. Duration and resolution count where both name them.
   */
  'clip.same': {
    input: z.strictObject({ request: generationRequestSchema }),
    output: z.object({ jobs: z.array(jobSchema).max(5) }),
  },
  'clip.keep': {
    input: manyJobs.extend({ change: keepingChangeSchema }),
    output: changedSchema,
  },
  /** Out of sight, and removed for good after `settings.trashDays`. `refused`: on their way, and so left alone. */
  'clip.trash': { input: manyJobs, output: changedSchema.extend({ refused: z.number() }) },
  'clip.restore': { input: manyJobs, output: changedSchema },
  /** Takes an act back, where it still can be. Clips that were changed once more since keep what was changed. */
  'clip.undo': {
    input: z.strictObject({ undoId: z.uuid() }),
    output: z.object({ changed: z.number() }),
  },
  /** Removes what is in the trash, or of it only `ids`, with its files. Says how far it is by `trash.progressed`. */
  'trash.empty': {
    input: z.strictObject({ ids: z.array(jobIdSchema).max(mostIds).optional() }),
    output: z.object({ removed: z.number(), failed: z.number() }),
  },

  'collection.list': { input: empty, output: z.object({ collections: z.array(collectionSchema) }) },
  'collection.create': { input: z.strictObject({ name: collectionName }), output: collectionSchema },
  'collection.rename': {
    input: z.strictObject({ id: z.uuid(), name: collectionName }),
    output: collectionSchema,
  },
  /** The clips stay. */
  'collection.remove': { input: z.strictObject({ id: z.uuid() }), output: changedSchema },

  'search.list': { input: empty, output: z.object({ searches: z.array(savedSearchSchema) }) },
  /** The same id again replaces it. */
  'search.save': {
    input: z.strictObject({ id: z.uuid(), name: savedSearchSchema.shape.name, query: clipQuerySchema }),
    output: savedSearchSchema,
  },
  'search.remove': { input: z.strictObject({ id: z.uuid() }), output: empty },

  /** The work on the library that is at hand, or the latest one of this run. */
  'work.current': { input: empty, output: z.object({ work: workSchema.nullable() }) },
  /** Asks the work at hand to stop. What has been done stays done, and nothing is lost. */
  'work.cancel': { input: empty, output: empty },
  /** Each of these begins a work and answers at once; `work.changed` tells how it goes. One at a time. */
  'scrub.start': { input: z.strictObject({ thorough: z.boolean() }), output: workSchema },
  /** Brings clips back into the list from the sidecars in the library folder. */
  'rebuild.start': { input: empty, output: workSchema },

  /** Copies of clips with an index. An archive without a folder waits at `${mediaBase}/exports/<work id>`. */
  'export.start': {
    input: z.strictObject({
      ids: z.array(jobIdSchema).min(1).max(mostIds),
      kind: z.enum(['folder', 'zip']),
      folder: folderPath.optional(),
    }),
    output: workSchema,
  },
  /** Takes in an export, as an archive or a folder, or any folder of clips with sidecars. */
  'import.start': {
    input: z.strictObject({ path: folderPath, includeForeign: z.boolean() }),
    output: workSchema,
  },

  /**
   * Moves every file of the library to an empty folder. Clips play meanwhile, and new ones go to the new place. Goes
   * on by itself after a restart; the same folder again goes on with a move that was stopped.
   */
  'move.start': { input: z.strictObject({ folder: folderPath }), output: workSchema },

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
  /** Many clips changed at once, or some went for good: ask again. `ids` is absent when there are more than 200. */
  'clips.changed': z.object({ ids: z.array(jobIdSchema).max(200).optional(), counts: countsSchema }),
  'trash.progressed': z.object({ removed: z.number(), total: z.number() }),
  'work.changed': z.object({ work: workSchema }),
  'collections.changed': z.object({ collections: z.array(collectionSchema) }),
  'searches.changed': z.object({ searches: z.array(savedSearchSchema) }),
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
