import { z } from 'zod';
import { clipPageSchema } from './clip-query.ts';
import { jobIdSchema, jobSchema } from './job.ts';
import { modelSpecSchema } from './model.ts';
import { priceRowSchema } from './price.ts';
import { providerIdSchema } from './request.ts';
import { saidSchema, saidSentencesSchema, sentenceSchema } from './said.ts';
import { settingsSchema } from './settings.ts';

/** What the window is shown of the core, as it crosses the wire. */

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
  /** Whether the balance of an account can be asked for here. */
  tellsBalance: z.boolean(),
  /** What the provider is known to do with the price of a failed job, in one plain sentence. */
  chargeNote: z.string(),
  /** Empty where nobody has published a price. */
  prices: z.array(priceRowSchema),
  /** The person's own, which go before. */
  ownPrices: z.array(priceRowSchema),
  /** Absent where the provider has not published what a credit is worth. */
  creditsPerDollar: z.number().positive().optional(),
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
  said: saidSentencesSchema.optional(),
});
export type ImageHostTest = z.infer<typeof imageHostTestSchema>;

/** The password of the proxy, as far as it is shown; where the proxy stands is in the settings. */
export const proxyViewSchema = z.object({ passwordState: keyStateSchema });
export type ProxyView = z.infer<typeof proxyViewSchema>;

export const proxyTestSchema = z.object({
  works: z.boolean(),
  message: z.string(),
  said: saidSentencesSchema.optional(),
});
export type ProxyTest = z.infer<typeof proxyTestSchema>;

/** What the host can do. The window hides what it cannot. */
export const abilitiesSchema = z.object({
  reveal: z.boolean(),
  /** The system's own player opens a clip. */
  openClip: z.boolean(),
  /** A clip can be dragged from the window into other programs. */
  dragOut: z.boolean(),
  /** Native dialogs for a folder, for an archive, and for where to save one. */
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
  /** Set when a newer version has written the library: it is shown, and every act on it is refused. */
  readOnly: z.object({ why: z.object({ message: z.string(), said: z.array(sentenceSchema) }) }).optional(),
  providers: z.array(providerViewSchema),
  /** Grows with every change of the published prices. */
  priceTableVersion: z.number(),
  settings: settingsSchema,
  imageHost: imageHostViewSchema,
  proxy: proxyViewSchema,
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
  notices: z.array(saidSchema),
});
export type Session = z.infer<typeof sessionSchema>;

export const keyTestSchema = z.object({
  /** `works`: the provider took the key. `refused`: it did not. `untested`: no free call is known here. */
  verdict: z.enum(['works', 'refused', 'untested', 'unreachable']),
  message: z.string(),
  said: saidSentencesSchema.optional(),
});
export type KeyTest = z.infer<typeof keyTestSchema>;
