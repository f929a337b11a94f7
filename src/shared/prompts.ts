import { z } from 'zod';
import { tagSchema } from './keeping.ts';

/** The person's own prompts, kept to be used again, and the part of the contract about them. */

/** Longer than any model takes; a list of more prompts than that would not be searched but lost in. */
const longestPrompt = 20_000;
export const mostPrompts = 1000;

export const savedPromptSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  /** May hold variables and choices: see `batch/prompt-template.ts`. */
  text: z.string().min(1).max(longestPrompt),
  tags: z.array(tagSchema).max(20),
  /** Epoch ms. */
  createdAt: z.number(),
  changedAt: z.number(),
});
export type SavedPrompt = z.infer<typeof savedPromptSchema>;

/** A prompt that clips were made with. */
export const recentPromptSchema = z.object({
  text: z.string(),
  /** When a clip was last made with it, in epoch ms. */
  at: z.number(),
});
export type RecentPrompt = z.infer<typeof recentPromptSchema>;

const empty = z.strictObject({});
const promptList = z.object({ prompts: z.array(savedPromptSchema) });

export const promptMethods = {
  /** By name. */
  'prompts.list': { input: empty, output: promptList },
  /** The same id again replaces it. Two prompts cannot have the same name. */
  'prompts.save': {
    input: z.strictObject(savedPromptSchema.pick({ id: true, name: true, text: true, tags: true }).shape),
    output: savedPromptSchema,
  },
  /** Harmless when it is gone already. */
  'prompts.remove': { input: z.strictObject({ id: z.uuid() }), output: empty },
  /** What clips were made with lately, each text once, the newest first; at most 30. */
  'prompts.recent': { input: empty, output: z.object({ prompts: z.array(recentPromptSchema) }) },
} as const;

export const promptEvents = { 'prompts.changed': promptList } as const;
