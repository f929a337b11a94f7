import { z } from 'zod';
import {
  events,
  methods,
  type Announcement,
  type EventName,
  type Handlers,
  type Input,
  type MethodName,
  type Output,
  type Payload,
} from './contract.ts';
import { failure, FailureError, failureFrom, failureSchema, type Failure } from './failure.ts';
import type { Link } from './link.ts';
import { inputReason } from './input-reason.ts';
import { sentence } from './sentence.ts';

/**
 * Calls and events over any `Link`. Both ends check what they take: the core never sees a bad input, the window never
 * a bad answer, and what a schema does not name does not travel.
 */

const callSchema = z.object({ kind: z.literal('call'), id: z.int(), method: z.string(), input: z.unknown() });
const answerSchema = z.discriminatedUnion('ok', [
  z.object({ kind: z.literal('answer'), id: z.int(), ok: z.literal(true), output: z.unknown() }),
  // A failure that is itself malformed still has to end the call.
  z.object({
    kind: z.literal('answer'),
    id: z.int(),
    ok: z.literal(false),
    failure: failureSchema.catch(failureFrom(undefined)),
  }),
]);
const eventSchema = z.object({ kind: z.literal('event'), event: z.string(), payload: z.unknown() });

/** The contract's tables once more, by name, so that a name of one kind leads to the types of that kind. */
const methodSchemas: { [M in MethodName]: { input: z.ZodType<Input<M>>; output: z.ZodType<Output<M>> } } = methods;
const payloadSchemas: { [E in EventName]: z.ZodType<Payload<E>> } = events;

export interface Core {
  readonly handlers: Handlers;
  subscribe(listener: (announcement: Announcement) => void): () => void;
  /** Told of what the window is not told: an unknown throw, or an answer that breaks the contract. For the log. */
  onDefect?(where: string, thrown: unknown): void;
}

/** Answers the calls that come over the link and sends every announcement, until the link closes. Never throws. */
export function serve(link: Link, core: Core): void {
  const unsubscribe = core.subscribe(({ event, payload }) => {
    const checked = events[event].safeParse(payload);
    if (checked.success) link.send({ kind: 'event', event, payload: checked.data });
    else core.onDefect?.(event, checked.error);
  });
  link.onClose(unsubscribe);
  link.onMessage((message) => {
    const id = callId(message);
    // Without an id there is nobody to answer.
    if (id === undefined) return;
    void answerTo(message, core).then(
      (output) => {
        link.send({ kind: 'answer', id, ok: true, output });
      },
      (thrown: unknown) => {
        link.send({ kind: 'answer', id, ok: false, failure: sendable(thrown) });
      },
    );
  });
}

async function answerTo(message: unknown, core: Core): Promise<unknown> {
  const call = callSchema.safeParse(message);
  if (!call.success) throw invalid('This message is not a call.');
  const { method, input } = call.data;
  if (!isMethod(method)) throw invalid('Conch has no such method.');
  return run(method, input, core);
}

async function run<M extends MethodName>(method: M, input: unknown, core: Core): Promise<Output<M>> {
  const wanted = methodSchemas[method].input.safeParse(input);
  if (!wanted.success) throw invalid(`${method}: ${inputReason(wanted.error)}.`);
  try {
    return methodSchemas[method].output.parse(await core.handlers[method](wanted.data));
  } catch (thrown) {
    if (!(thrown instanceof FailureError)) core.onDefect?.(method, thrown);
    throw thrown;
  }
}

export interface Client {
  /** Rejects with a `FailureError`; its kind is `network` when the link closed before the answer. */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  /** Gives back a function that stops the listening. */
  on<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void;
  /** Calls back once; at the next turn when the link has closed already. */
  onClose(listener: () => void): void;
  close(): void;
}

interface Pending {
  settle(output: unknown): void;
  reject(thrown: FailureError): void;
}

/** The window's end of the link. */
export function connect(link: Link): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const closeListeners: (() => void)[] = [];
  // Two clients may follow each other on one link; the first one's late answers must not look like the second one's.
  let lastId = Math.floor(Math.random() * 2 ** 40);
  let closed = false;

  link.onMessage((message) => {
    // A link that is closing may still bring what was on its way.
    if (closed) return;
    const answer = answerSchema.safeParse(message);
    if (answer.success) {
      // Late and repeated answers find nobody waiting.
      const call = pending.get(answer.data.id);
      pending.delete(answer.data.id);
      if (answer.data.ok) call?.settle(answer.data.output);
      else call?.reject(new FailureError(answer.data.failure));
      return;
    }
    const announced = eventSchema.safeParse(message);
    if (!announced.success) return;
    for (const listener of listeners.get(announced.data.event) ?? []) listener(announced.data.payload);
  });

  function end(): void {
    if (closed) return;
    closed = true;
    for (const call of pending.values()) call.reject(lost());
    pending.clear();
    for (const listener of closeListeners) listener();
  }
  link.onClose(end);

  return {
    call: async (method, input) => {
      if (closed) throw lost();
      const id = ++lastId;
      const output = await new Promise<unknown>((settle, reject) => {
        pending.set(id, { settle, reject });
        link.send({ kind: 'call', id, method, input });
      });
      return understood(method, output);
    },
    on: (event, listener) => {
      const parseThenListen = (payload: unknown): void => {
        const checked = payloadSchemas[event].safeParse(payload);
        if (checked.success) listener(checked.data);
      };
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(parseThenListen));
      return () => {
        set.delete(parseThenListen);
      };
    },
    onClose: (listener) => {
      if (closed) queueMicrotask(listener);
      else closeListeners.push(listener);
    },
    close: () => {
      link.close();
      end();
    },
  };
}

function understood<M extends MethodName>(method: M, output: unknown): Output<M> {
  const checked = methodSchemas[method].output.safeParse(output);
  if (checked.success) return checked.data;
  throw new FailureError(
    failure('internal', sentence('The window did not understand the answer of Conch.'), { stage: 'local' }),
  );
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** The id of a message that wants an answer. */
function callId(message: unknown): number | undefined {
  const wanted = callSchema.pick({ kind: true, id: true }).safeParse(message);
  return wanted.success ? wanted.data.id : undefined;
}

/** What may travel of a throw: a failure, and of that only what its schema names. */
function sendable(thrown: unknown): Failure {
  const checked = failureSchema.safeParse(failureFrom(thrown));
  return checked.success ? checked.data : failureFrom(undefined);
}

function invalid(reason: string): FailureError {
  return new FailureError(failure('invalid-request', reason, { stage: 'local', charged: 'no' }));
}

function lost(): FailureError {
  return new FailureError(failure('network', sentence('The window lost its connection to Conch.'), { stage: 'local' }));
}
