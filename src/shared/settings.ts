import { z } from 'zod';
import { imageHostSettingsSchema } from './image-host.ts';
import { usualClipNameTemplate } from './clip-name-template.ts';
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
  /** Absolute path; absent means the host's own default inside the data folder. */
  libraryFolder: z.string().optional(),
  /** Native notice when a clip is done, has failed or needs attention. */
  notifications: z.boolean().default(true),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Keep keys in a file that only this account can read, where no keychain is at hand. Off until the person says so. */
  keysInFile: z.boolean().default(false),
  /** Names of new clips, with fields in braces (`clip-name-template.ts`). The id always stands at the end. */
  clipNameTemplate: z.string().max(200).default(usualClipNameTemplate),
  /** After so many days a clip in the trash is removed for good. 0: only when the trash is emptied. */
  trashDays: z.number().int().min(0).max(3650).default(30),
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
  theme: z.enum(['system', 'light', 'dark']).optional(),
  trashDays: z.number().int().min(0).max(3650).optional(),
  clipNameTemplate: z.string().max(200).optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
