import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, loadAll, mergeTag } from 'js-yaml'
import * as apps from 'kubernetes-models/apps/v1'
import * as networking from 'kubernetes-models/networking.k8s.io/v1'
import * as policy from 'kubernetes-models/policy/v1'
import * as core from 'kubernetes-models/v1'

/** Holds infra/kubernetes.yaml against the schemas of Kubernetes itself: kinds, names and types of all fields, what is required. */
const MODELS = { v1: core, 'apps/v1': apps, 'policy/v1': policy, 'networking.k8s.io/v1': networking }
const file = join(import.meta.dirname, '../../infra/kubernetes.yaml')
let failed = 0
for (const one of loadAll(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA.withTags(mergeTag) })) {
  try {
    new MODELS[one.apiVersion][one.kind](one).validate()
    console.log(`${one.kind} ${one.metadata.name}: as its schema says`)
  } catch (error) {
    failed += 1
    console.error(`${one.kind} ${one.metadata.name}: ${error.message}`)
  }
}
console.log(`${failed === 0 ? 1 : 0} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
