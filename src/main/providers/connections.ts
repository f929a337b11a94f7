import { Agent, buildConnector, type Dispatcher } from 'undici';

export const connectTimeoutMs = 10_000;

/** Makes a connector that may take another way out of one that goes straight. */
type Through = (straight: buildConnector.connector, options: { timeoutMs: number }) => buildConnector.connector;

/** How connections to vendors come about. */
export interface ProviderConnections {
  /** For the one connection of a paid call. */
  readonly through: Through;
  /** For free calls only; its connections are used again. */
  shared(): Dispatcher;
  /**
   * From now on no call goes over a connection that is open already: after a sleep the other side may have forgotten it,
   * and a question sent there waits for its whole time limit; or the way out is another one now. Calls on their way end
   * as they would have.
   */
  renew(): void;
}

/** @param timeoutMs for one of the shared connections to come about */
export function createConnections(through: Through, timeoutMs = connectTimeoutMs): ProviderConnections {
  // Idle sockets do not keep the process alive.
  const open = (): Agent =>
    new Agent({
      allowH2: false,
      pipelining: 1,
      connect: through(buildConnector({ allowH2: false, timeout: timeoutMs }), { timeoutMs }),
    });
  let agent = open();
  return {
    through,
    shared: () => agent,
    renew() {
      const old = agent;
      agent = open();
      void old.close();
    },
  };
}

/** Past any proxy. */
export const straightConnections = createConnections((straight) => straight);
