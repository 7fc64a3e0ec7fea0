import { WrongUsage } from '../command.ts'

/** A host alone, as manifests take it. @throws {WrongUsage} */
export const hostIn = (domain: string | undefined): string => {
  if (domain !== undefined && /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(domain)) return domain
  throw new WrongUsage(`--domain ${domain}: expected a host alone, such as quickscan.example.be`)
}
