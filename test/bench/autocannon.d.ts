// The part of autocannon's interface that the benchmarks use; the package brings no types.
declare module 'autocannon' {
  interface Request {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    setupRequest?: (request: Request) => Request;
  }

  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration?: number;
    /** Requests in all. */
    amount?: number;
    /** Seconds to wait for an answer. */
    timeout?: number;
    requests: Request[];
  }

  interface Histogram {
    average: number;
    p50: number;
    p99: number;
    max: number;
  }

  interface Result {
    /** Milliseconds. */
    latency: Histogram;
    /** Seconds from the first request to the last answer. */
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
    '2xx': number;
    requests: { total: number };
  }

  export default function autocannon(options: Options): PromiseLike<Result>;
}
