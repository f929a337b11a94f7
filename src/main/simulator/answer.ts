import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { Answer } from './vendor.ts';

/** The page of a gateway in front of the provider. */
const gatewayPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** Sends JSON and returns its status. `reason` goes into a header, for whoever debugs a refused call. */
export function sendAnswer(response: ServerResponse, answer: Answer, reason?: string): number {
  const body = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...answer.headers,
    ...(reason === undefined ? {} : { 'x-simulator-reason': encodeURIComponent(reason) }),
  });
  response.end(body);
  return answer.status;
}

/** Half of the JSON under a length that fits it: the cut happened behind the server. */
export function sendCut(response: ServerResponse, answer: Answer): number {
  const whole = JSON.stringify(answer.body);
  const half = whole.slice(0, Math.floor(whole.length / 2));
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(half),
  });
  response.end(half);
  return answer.status;
}

export function sendGatewayPage(response: ServerResponse): number {
  response.writeHead(502, { 'content-type': 'text/html', 'content-length': gatewayPage.length });
  response.end(gatewayPage);
  return 502;
}

/** Breaks the connection with a TCP reset, so that the client gets ECONNRESET and no byte of an answer. */
export function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

export function closeConnection(response: ServerResponse): void {
  response.socket?.destroy();
}

/** Adds `Retry-After` where the fault asks for it. */
export function withRetryAfter(answer: Answer, fault: Fault): Answer {
  if (fault.kind !== 'rate-limit-wait') return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}
