import { z } from 'zod';
import { commandIds } from './commands.ts';
import { listInputSchema, listSchema } from './batch/list.ts';
import { ordersSchema } from './batch/order.ts';
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
import { draftMethods } from './kept-draft.ts';
import { keepingChangeSchema } from './keeping.ts';
import { moneyEvents, moneyMethods } from './money-contract.ts';
import { networkEvents, networkMethods } from './network-contract.ts';
import { promptEvents, promptMethods } from './prompts.ts';
import {
  queueChangedSchema,
  queueGoOnSchema,
  queueMoveSchema,
  queuePageSchema,
  queuePartSchema,
  queuePrioritizeSchema,
  queueRangeSchema,
  queueViewSchema,
} from './queue.ts';
import { generationRequestSchema, pictureSchema, providerIdSchema } from './request.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';
import { workSchema } from './work.ts';
import {
  keyStateSchema,
  providerViewSchema,
  imageHostViewSchema,
  imageHostTestSchema,
  countsSchema,
  jobChainSchema,
  sessionSchema,
  keyTestSchema,
} from './views.ts';

/**
 * THE contract between the window and the core: every method and every event, once. Types, checks and the dispatch
 * table all come from here; a new method touches this file and `main/handlers.ts`, nothing else.
 */

export * from './views.ts';

const empty = z.strictObject({});
const oneJob = z.strictObject({ id: jobIdSchema });
const manyJobs = z.strictObject({ ids: z.array(jobIdSchema).max(mostIds) });
/** The token of the question that this very act was answered with: see `spendingQuestionSchema`. */
const confirmedSchema = z.string().max(64).optional();
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
    input: z.strictObject({ intentId: jobIdSchema, request: generationRequestSchema, confirmed: confirmedSchema }),
    output: jobSchema,
  },
  /** A new job with the settings of an old one; the old one stays. From "Needs attention" it may cost twice. */
  'job.retry': {
    input: oneJob.extend({ intentId: jobIdSchema, mayCostTwice: z.boolean(), confirmed: confirmedSchema }),
    output: jobSchema,
  },
  /**
   * Many clips by one act: all are judged, the person is asked about the whole sum, and all are stored before the first
   * one leaves; or none is. Clips whose id is known already are counted and left as they are.
   */
  'batch.create': {
    input: z.strictObject({ orders: ordersSchema, confirmed: confirmedSchema }),
    output: z.object({ created: z.number(), known: z.number() }),
  },
  /** The clips of a group in the order in which they were made, at most 500. */
  'batch.group': { input: z.strictObject({ id: z.uuid() }), output: z.object({ jobs: z.array(jobSchema) }) },
  /** Reads a list of clips to make; nothing is sent or queued. Its pictures are taken into the library. */
  'batch.read': { input: listInputSchema, output: listSchema },

  /** Takes a picture from a full path on the computer that runs the core into the library, without its hidden details. */
  'picture.take': { input: z.strictObject({ path: folderPath }), output: pictureSchema },

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

  /** What is to be sent, in order, with what each provider does and waits for. */
  'queue.view': { input: queuePageSchema, output: queueViewSchema },
  /** The ids of a range in that order, for acts on more than a screen holds. */
  'queue.ids': { input: queueRangeSchema, output: z.object({ ids: z.array(jobIdSchema) }) },
  /** These touch only what has not left; what the provider has taken is looked after all the same. */
  'queue.pause': { input: z.strictObject({ of: queuePartSchema }), output: queueChangedSchema },
  /** For a provider, it is also asked again at once where something held its clips back. */
  'queue.resume': { input: z.strictObject({ of: queuePartSchema }), output: queueChangedSchema },
  'queue.cancel': { input: z.strictObject({ of: queuePartSchema }), output: queueChangedSchema },
  /** The moved clips stand together, in the order of `ids`. */
  'queue.move': { input: queueMoveSchema, output: queueChangedSchema },
  'queue.prioritize': { input: queuePrioritizeSchema, output: queueChangedSchema },
  /** The answer to a stop after several failures in a row: send the rest, or cancel it. */
  'queue.goOn': { input: queueGoOnSchema, output: queueChangedSchema },

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

  /** What the clips take on the disk, and what is left there; the latter only where the system tells it. */
  'disk.read': { input: empty, output: z.object({ usedBytes: z.number(), freeBytes: z.number().optional() }) },

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
      /** In place of a folder: the archive itself, as the person named it in a dialog, which asks before it replaces one. */
      file: folderPath.optional(),
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
  /**
   * Gives the files of all clips the names that the template in the settings makes, and their sidecars with them. Goes on
   * by itself after a restart.
   */
  'rename.start': { input: empty, output: workSchema },

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

  ...moneyMethods,
  ...networkMethods,
  ...promptMethods,
  ...draftMethods,

  /** Shows the clip's file in the system's file manager. Only with the ability. */
  'asset.reveal': { input: oneJob, output: empty },
  /** Opens the clip with the system's own player. Only with the ability. */
  'asset.open': { input: oneJob, output: empty },
  /** To be called while a drag begins in the page; the system takes it over. Only with the ability. */
  'asset.drag': { input: oneJob, output: empty },
  /** Native dialogs; `null` when the person closed it. Only with the ability `chooseFolder`. */
  'path.chooseArchive': { input: empty, output: z.object({ path: z.string().nullable() }) },
  'path.chooseSave': {
    input: z.strictObject({ name: z.string().min(1).max(200) }),
    output: z.object({ path: z.string().nullable() }),
  },
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
  ...moneyEvents,
  ...networkEvents,
  ...promptEvents,
  'imageHost.changed': z.object({ imageHost: imageHostViewSchema }),
  /** The order, a pace, a hold or a stop is another now: ask again. At most four times a second. */
  'queue.changed': empty,
  /** The core behind the window is another one now (demo entered or left): open a new session. */
  'session.replaced': z.object({}),
  /** Something that a person should know and that belongs to no single job. */
  'notice.raised': z.object({ failure: failureSchema }),
  /** The host asks the window to bring a clip up (a click on a notification). */
  'clip.shown': z.object({ id: jobIdSchema }),
  /** An act chosen from the host's own menu. */
  'command.chosen': z.object({ command: z.enum(commandIds) }),
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
