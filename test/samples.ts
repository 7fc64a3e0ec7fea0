import { everySample } from '../src/cards/samples/samples.ts'
import { voices } from './voice.ts'

/** Every screen of the real content, made once for all test files of a worker: hundreds of cards, each time anew, took longer than looking at them. */
export const samples = everySample(voices)
