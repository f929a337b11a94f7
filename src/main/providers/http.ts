import type { Failure } from '../../shared/failure.ts';

/** One vendor call. `path` begins with `/` and is joined to the origin in force; the key is added here and nowhere else. */
export interface ProviderCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  /** JSON body. */
  readonly body?: unknown;
  /** Whole call, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number;
}

export type ProviderAnswer =
  /** An HTTP answer, whatever its status, whose body is whole JSON. */
  | {
      kind: 'json';
      status: number;
      json: unknown;
      headers: Record<string, string>;
      retryAfterMs?: number;
      text: string;
    }
  /** An HTTP answer whose body is empty, HTML, cut short, or anything else but JSON. `text` is a plain excerpt. */
  | { kind: 'not-json'; status: number; headers: Record<string, string>; retryAfterMs?: number; text: string }
  /** No HTTP answer. `sent: false` only when it is proven that no byte of the request left. */
  | { kind: 'no-answer'; sent: boolean; failure: Failure };

export interface ProviderHttp {
  call(call: ProviderCall): Promise<ProviderAnswer>;
}
