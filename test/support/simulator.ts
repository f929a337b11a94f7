import { z } from 'zod';
import { start, type Running } from './processes.ts';
import type { ProviderId } from './providers.ts';

const readySchema = z.object({
  ready: z.literal(true),
  origins: z.record(z.string(), z.string()),
  control: z.string(),
});

const submissionSchema = z.looseObject({
  provider: z.string(),
  /** Absent where the connection broke before it was read. */
  body: z.unknown().optional(),
  accepted: z.boolean(),
  billed: z.boolean(),
  jobId: z.string().optional(),
  keyFingerprint: z.string().optional(),
  headerNames: z.array(z.string()),
  picture: z.looseObject({ kind: z.string(), sha256: z.string().optional(), url: z.string().optional() }).optional(),
});

const pictureSchema = z.looseObject({
  provider: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  type: z.string(),
  widthPixels: z.number(),
  heightPixels: z.number(),
  /** What it carried besides the picture; empty for a clean one. */
  metadata: z.array(z.string()),
});
export type SeenPicture = z.infer<typeof pictureSchema>;

export type Submission = z.infer<typeof submissionSchema>;

const ledgerSchema = z.looseObject({
  submissions: z.array(submissionSchema),
  leaks: z.array(z.looseObject({ provider: z.string(), where: z.string() })),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** One trouble on demand; the simulator checks the words. */
export interface Fault {
  provider?: ProviderId;
  stage: 'submit' | 'poll' | 'account' | 'download';
  kind: string;
  times?: number;
  skip?: number;
  retryAfterSeconds?: number;
}

/** The five simulated providers as a process of their own, with their books and their switches. */
export interface Simulator {
  readonly origins: Readonly<Record<string, string>>;
  ledger(): Promise<Ledger>;
  /** Every request with this prompt that reached a provider. */
  submissions(prompt: string): Promise<Submission[]>;
  /** Those of them that cost money. */
  billed(prompt: string): Promise<Submission[]>;
  /** Every picture that a provider accepted, by the bytes that it received. */
  pictures(): Promise<SeenPicture[]>;
  addFault(fault: Fault): Promise<void>;
  setSpeed(speed: number): Promise<void>;
  /** The providers fetch pictures from this origin on this computer, as if it were on the internet. */
  fetchPicturesFrom(origin: string): Promise<void>;
  stop(): Promise<void>;
}

/** Simulated seconds in a real one: a clip, which takes 60 to 90 s, is there in a third of one. */
const speed = 250;

/** @param clipsFolder what the providers make, in place of the demo's clips */
export async function startSimulator({ clipsFolder }: { clipsFolder?: string } = {}): Promise<Simulator> {
  const all = ['--port', '0', '--speed', String(speed), ...(clipsFolder === undefined ? [] : ['--clips', clipsFolder])];
  const running: Running = await start('out/main/simulator.js', all, {});
  const { origins, control } = readySchema.parse(running.ready);

  async function ask(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(new URL(path, control), {
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}: ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  async function ledger(): Promise<Ledger> {
    return ledgerSchema.parse(await ask('/ledger'));
  }

  async function submissions(prompt: string): Promise<Submission[]> {
    return (await ledger()).submissions.filter((one) => promptOf(one) === prompt);
  }

  return {
    origins,
    ledger,
    submissions,
    billed: async (prompt) => (await submissions(prompt)).filter(({ billed }) => billed),
    pictures: async () => z.array(pictureSchema).parse(await ask('/pictures')),
    addFault: async (fault) => void (await ask('/faults', fault)),
    setSpeed: async (speed) => void (await ask('/speed', { speed })),
    fetchPicturesFrom: async (origin) => void (await ask('/picture-origins', { origin })),
    stop: async () => running.stop(),
  };
}

/** All five providers call the field the same. */
export function promptOf({ body }: Submission): string | undefined {
  const parsed = z.looseObject({ prompt: z.string() }).safeParse(body);
  return parsed.success ? parsed.data.prompt : undefined;
}
