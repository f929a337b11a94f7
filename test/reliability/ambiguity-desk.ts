import { z } from 'zod';
import type { Provider } from '../../src/main/providers/provider.ts';
import type { GenerationRequest } from '../../src/shared/request.ts';
import {
  refusingOrigin,
  startScriptedServer,
  type ReceivedRequest,
  type ScriptedAnswer,
} from '../support/scripted-server.ts';
import type { AmbiguityCase } from './ambiguity-cases.ts';

/** One provider's server, which answers each prompt as its case says and counts what arrives. */
export interface Desk {
  readonly provider: Provider;
  /** What a submit with this prompt is answered. */
  expect(prompt: string, answer: ScriptedAnswer): void;
  /** How many submits with this prompt have arrived. */
  posts(prompt: string): number;
  /** Where the case sends its request. */
  originFor(one: AmbiguityCase): string;
  request(prompt: string): GenerationRequest;
  stop(): Promise<void>;
}

const submitSchema = z.looseObject({ prompt: z.string() });

export async function openDesk(provider: Provider): Promise<Desk> {
  const server = await startScriptedServer();
  const refusing = await refusingOrigin();
  const answers = new Map<string, ScriptedAnswer>();
  server.script((received) => {
    const prompt = promptOf(received);
    // Looks bring nothing here: what is asked is whether anything is sent again.
    return (prompt === undefined ? undefined : answers.get(prompt)) ?? { status: 503 };
  });
  const origins = {
    refusing,
    'no such name': 'https://conch-does-not-exist.invalid',
    'no TLS': server.origin.replace('http:', 'https:'),
  };
  return {
    provider,
    expect: (prompt, answer) => void answers.set(prompt, answer),
    posts: (prompt) => server.received.filter((one) => promptOf(one) === prompt).length,
    originFor: ({ origin }) => (origin === undefined ? server.origin : origins[origin]),
    request: (prompt) => ({ providerId: provider.id, modelId: provider.models[0].id, prompt }),
    stop: () => server.stop(),
  };
}

function promptOf({ body }: ReceivedRequest): string | undefined {
  try {
    return submitSchema.safeParse(JSON.parse(body.toString())).data?.prompt;
  } catch {
    // A look by GET has no body.
    return undefined;
  }
}
