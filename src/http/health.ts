import type { Routes } from './server.ts'

/**
 * Liveness (`/healthz`) and readiness (`/readyz`), without authentication: they say yes, or no and one word of why.
 * @param problem why no requests should be sent to this process, in a word; undefined when they should
 */
export const healthRoutes = (problem: () => Promise<string | undefined>): Routes => ({
  'GET /healthz': async () => ({ status: 200, body: { ok: true } }),
  'GET /readyz': async () => {
    const why = await problem()
    return why === undefined ? { status: 200, body: { ready: true } } : { status: 503, body: { ready: false, why } }
  },
})
