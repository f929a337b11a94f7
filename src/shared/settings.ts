import { z } from 'zod';
import { brakeSchema, budgetSchema } from './budget.ts';
import { imageHostSettingsSchema } from './image-host.ts';
import { usualClipNameTemplate } from './clip-name-template.ts';
import { ownPriceSchema } from './price.ts';
import { proxySettingsSchema } from './proxy.ts';
import { providerIdSchema } from './request.ts';

/** Settings on disk. Every field has a default, so that a damaged one costs only itself. */

const providerSettingsSchema = z.object({
  /** The provider's origin, where the person changed it (a corporate proxy); paths stay the same. */
  baseUrl: z.string().optional(),
  /** How many clips may be in the making at once; the others wait in the queue. */
  concurrentClips: z.number().int().min(1).max(50).optional(),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

export const settingsSchema = z.object({
  providers: z.record(providerIdSchema, providerSettingsSchema).default({}),
  /** Absent: none is set up. Its key pair lies with the keys. */
  imageHost: imageHostSettingsSchema.optional(),
  /** The way out to everything on the internet. Written by `proxy.save`. */
  proxy: proxySettingsSchema.default(proxySettingsSchema.parse({})),
  /** Absolute path; absent means the host's own default inside the data folder. */
  libraryFolder: z.string().optional(),
  /** Native notice when a clip is done, has failed or needs attention. */
  notifications: z.boolean().default(true),
  /** Also while the window is in front. */
  notifyInFront: z.boolean().default(false),
  /** A short sound with each of them. */
  sound: z.boolean().default(false),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Of the window. */
  language: z.enum(['system', 'en', 'zh-CN']).default('system'),
  /** Keep keys in a file that only this account can read, where no keychain is at hand. Off until the person says so. */
  keysInFile: z.boolean().default(false),
  /** Names of new clips, with fields in braces (`clip-name-template.ts`). The id always stands at the end. */
  clipNameTemplate: z.string().max(200).default(usualClipNameTemplate),
  /** Each new MP4 carries its prompt and settings in itself, where other programs find them too. */
  promptInFile: z.boolean().default(true),
  /** After so many days a clip in the trash is removed for good. 0: only when the trash is emptied. */
  trashDays: z.number().int().min(0).max(3650).default(30),
  /** Prices that the person wrote down; they go before the published ones. Written by `price.set`. */
  ownPrices: z.array(ownPriceSchema).max(500).default([]),
  /** From which sums on creating asks first. */
  budget: budgetSchema.default({}),
  brake: brakeSchema.default(brakeSchema.parse({})),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What `settings.update` takes: only what changes. `null` puts a field back to its default. */
export const settingsPatchSchema = z.strictObject({
  providers: z
    .record(
      providerIdSchema,
      z.strictObject({
        baseUrl: z.string().max(2048).nullable().optional(),
        concurrentClips: z.number().int().min(1).max(50).nullable().optional(),
      }),
    )
    .optional(),
  libraryFolder: z.string().max(4096).nullable().optional(),
  notifications: z.boolean().optional(),
  notifyInFront: z.boolean().optional(),
  sound: z.boolean().optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  language: z.enum(['system', 'en', 'zh-CN']).optional(),
  trashDays: z.number().int().min(0).max(3650).optional(),
  budget: z
    .strictObject({
      dayDollars: budgetSchema.shape.dayDollars.nullable(),
      monthDollars: budgetSchema.shape.monthDollars.nullable(),
    })
    .optional(),
  /** `null` takes the brake off. */
  brake: z
    .strictObject({
      actDollars: brakeSchema.shape.actDollars.unwrap().optional(),
      unpricedClips: brakeSchema.shape.unpricedClips.unwrap().optional(),
    })
    .optional(),
  clipNameTemplate: z.string().max(200).optional(),
  promptInFile: z.boolean().optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
