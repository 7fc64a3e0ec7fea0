import type { Routes } from './server.ts'

/**
 * Liveness (`/healthz`) and readiness (`/readyz`), without authentication: they say nothing but yes or no.
 * @param ready whether requests should be sent to this process
 */
export const healthRoutes = (ready: () => Promise<boolean>): Routes => ({
  'GET /healthz': async () => ({ status: 200, body: { ok: true } }),
  'GET /readyz': async () => {
    const body = { ready: await ready() }
    return { status: body.ready ? 200 : 503, body }
  },
})
