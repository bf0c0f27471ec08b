/** Builds the problems of RFC 9457 that every error is answered with; refuses to tell anything of the inside. */
import { PROBLEM_TYPE, type Problem } from './contract/problem.ts';
import { CORS_HEADERS, SECURITY_HEADERS } from './representation.ts';

export function makeProblem(
  status: number,
  title: string,
  detail: string,
  more: Pick<Problem, 'parameters' | 'receipt'> = {},
): Problem {
  return { type: 'about:blank', title, status, detail, ...more };
}

/** A problem as an answer; it is of this moment only and is not to be kept. */
export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  const body = JSON.stringify(problem);
  return new Response(body, {
    status: problem.status,
    headers: {
      ...SECURITY_HEADERS,
      ...CORS_HEADERS,
      'content-type': PROBLEM_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
