import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser } from '../chromium.ts'
import { tourFigures } from './tourFigures.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
/** Minutes from an empty channel to a plan. */
const MOST = 8

describe('a newcomer who does nothing but what the tour outlines', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await sharedBrowser()
  })

  it.each([
    ['Teams on a desk', 'teams', DESK],
    ['Slack on a phone', 'slack', PHONE],
  ] as const)('has a plan in under eight minutes in %s', async (_, platform, viewport) => {
    const { steps, minutes, resultSeen } = await tourFigures(browser, platform, viewport)
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(minutes).toBeLessThan(MOST)
    // Who says that the team talked about the result, has it before her eyes first.
    expect(resultSeen).toBe(true)
  })
})
