import { z } from 'zod';

/** What the build writes down about each package whose code, styles or pictures end up in the product. */
export const licenceSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** As the package names it, e.g. `MIT`. */
  licence: z.string(),
  /** The terms in full, with the notice that must travel with them. */
  text: z.string(),
});
export type Licence = z.infer<typeof licenceSchema>;

export const licencesSchema = z.object({ packages: z.array(licenceSchema) });
