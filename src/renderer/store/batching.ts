import type { Order } from '../../shared/batch/order.ts';
import type { Output } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc.ts';
import { whenConnected } from './connection.ts';
import { untilAnswered } from './creating.ts';
import type { Outcome } from './outcome.ts';

/** Hands all clips of one act to the core: all of them are stored, or none is. The same ids again are the same clips. */
export function createMany(
  orders: readonly Order[],
  confirmed: string | undefined,
  nextClient: () => Promise<Client> = whenConnected,
): Promise<Outcome<Output<'batch.create'>>> {
  const input = { orders: [...orders], ...(confirmed !== undefined && { confirmed }) };
  return untilAnswered((client) => client.call('batch.create', input), nextClient);
}
