import { z } from 'zod';

/**
 * What clips of one act have in common, for the library's eyes; no provider ever sees it.
 *
 * `takes`: the same request several times. `compare`: one shot at several providers. `batch`: different requests.
 */
export const groupSchema = z.object({ id: z.uuid(), kind: z.enum(['takes', 'compare', 'batch']) });
export type Group = z.infer<typeof groupSchema>;
