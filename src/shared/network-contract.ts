import { z } from 'zod';
import { proxySettingsSchema } from './proxy.ts';
import { proxyTestSchema, proxyViewSchema } from './views.ts';

/** The part of the contract about the way out of this computer, and about what helps when something is wrong. */

const empty = z.strictObject({});

export const networkMethods = {
  /** Without a password the stored one stays in force; `null` removes it. */
  'proxy.save': {
    input: z.strictObject({
      proxy: proxySettingsSchema,
      password: z.string().min(1).max(255).nullable().optional(),
      inFile: z.boolean(),
    }),
    output: proxyViewSchema,
  },
  /** Opens a secured connection to a provider by the way that is set, and closes it. Sends no request, so it is free. */
  'proxy.test': { input: empty, output: proxyTestSchema },

  /**
   * What somebody who helps would ask for, as plain text: versions, settings, counts, the last troubles. Without keys,
   * names, prompts and the vendors' words, and with folders shortened.
   */
  'diagnostics.read': { input: empty, output: z.object({ text: z.string() }) },
  /** Shows a folder in the system's file manager. Only with the ability `reveal`. */
  'folder.reveal': { input: z.strictObject({ folder: z.enum(['data', 'library']) }), output: empty },
} as const;

export const networkEvents = {
  'proxy.changed': z.object({ proxy: proxyViewSchema }),
} as const;
