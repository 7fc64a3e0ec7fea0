import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import type { Action } from '../../flows/action/action.ts'
import type { BlockId } from '../../kit/kit.ts'
import { blockName, ownersOf } from '../screens/plan/actionScreens.ts'
import { stateWords } from '../screens/plan/planScreen.ts'
import type { PaperContent } from './paper.ts'

type Sheet = Parameters<typeof writeXlsxFile>[0][number]
type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number]

const HEAD = { fontWeight: 'bold', backgroundColor: '#EEF1F4', wrap: true, alignVertical: 'top' } as const
const FORMAT = 'dd/mm/yyyy'

const head = (value: string): Cell => ({ value, ...HEAD })
/** Text stays text: a spreadsheet calculates nothing of what people wrote. */
const text = (value: string): Cell => ({ type: String, value, wrap: true, alignVertical: 'top' })
const date = (iso: string | undefined): Cell =>
  iso ? { type: Date, value: new Date(`${iso}T00:00:00Z`), format: FORMAT, alignVertical: 'top' } : null

/**
 * Buttons above the columns of the first sheet, by which its rows are filtered and put in order. Excel goes by the first line,
 * LibreOffice by the name that Excel gives such a range (ECMA-376 part 1, 18.2.5)
 */
const filtered = (sheet: string, columns: number, rows: number): Feature => {
  const [last, end] = [String.fromCharCode('A'.charCodeAt(0) + columns - 1), rows + 1]
  const buttons = `<autoFilter ref="A1:${last}${end}"/>`
  const range = `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'${sheet}'!$A$1:$${last}$${end}</definedName>`
  const onSheet = (xml: string, _options: unknown, { sheetIndex }: { readonly sheetIndex: number }): string =>
    sheetIndex > 0 ? xml : xml.replace('</sheetData>', () => `</sheetData>${buttons}`)
  const inBook = (xml: string): string => xml.replace('<definedNames/>', () => `<definedNames>${range}</definedNames>`)
  const transform = {
    'xl/worksheets/sheet{id}.xml': { transform: onSheet },
    'xl/workbook.xml': { transform: inBook },
  }
  return { files: { transform } }
}

/** The plan as `.xlsx`: a row per action with real dates, and a sheet per block with its looks back. */
export const planSheet = (content: PaperContent): Promise<Uint8Array> => {
  const { voice, actions, names } = content
  const { say } = voice
  const columns: readonly { readonly name: string; readonly width: number; readonly of: (action: Action) => Cell }[] = [
    { name: say('papers.block'), width: 22, of: (action) => text(blockName(voice, action)) },
    { name: say('action.form.what'), width: 40, of: ({ what }) => text(what) },
    { name: say('papers.state'), width: 18, of: (action) => text(stateWords(voice, action)) },
    { name: say('papers.who'), width: 24, of: (action) => text(ownersOf(names, action)) },
    { name: say('papers.term'), width: 24, of: ({ term }) => text(say(`action.${term}`)) },
    { name: say('action.form.start'), width: 12, of: ({ start }) => date(start) },
    { name: say('action.form.end'), width: 12, of: ({ end }) => date(end) },
    {
      name: say('papers.next'),
      width: 14,
      of: ({ status, asked, next }) => date(status === 'running' ? (asked ?? next) : undefined),
    },
    { name: say('papers.goal'), width: 36, of: ({ goal }) => text(goal) },
    { name: say('papers.means'), width: 30, of: ({ means }) => text(means) },
    { name: say('papers.indicator'), width: 30, of: ({ indicator }) => text(indicator) },
    { name: say('papers.value'), width: 18, of: ({ value }) => text(value) },
    { name: say('action.form.remarks'), width: 36, of: ({ remarks }) => text(remarks) },
  ]
  const plan = {
    // Its name stands in its range too, between quotes.
    sheet: tabName(say('papers.planTab')).replace(/['&<>]/g, ' '),
    data: [columns.map(({ name }) => head(name)), ...actions.map((action) => columns.map(({ of }) => of(action)))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }
  const blocks = [...new Set(actions.filter(({ history }) => history.length > 0).map(({ block }) => block))].toSorted()
  return writeXlsxFile([plan, ...blocks.map((block) => logOf(content, block))], {
    features: [filtered(plan.sheet, columns.length, actions.length)],
  }).toBuffer()
}

/** Names of sheets are 31 characters at most, without some signs. */
const tabName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)

/** The looks back at a block's actions, the oldest first. */
const logOf = ({ voice, actions }: PaperContent, block: BlockId): Sheet => {
  const { say } = voice
  const names = [
    ...[say('papers.date'), say('papers.action'), say('papers.outcome')],
    ...[say('papers.value'), say('papers.note')],
  ]
  const about = actions.filter((action) => action.block === block)
  const looks = about
    .flatMap((action) => action.history.map((look) => ({ action, look })))
    .toSorted((one, other) => (one.look.date < other.look.date ? -1 : Number(one.look.date > other.look.date)))
  return {
    sheet: tabName(about[0] ? blockName(voice, about[0]) : block),
    data: [
      names.map(head),
      ...looks.map(({ action, look }) => [
        date(look.on ?? look.date),
        text(action.what),
        text(say(`evaluation.${look.outcome}`)),
        text(look.value),
        text(look.note),
      ]),
    ],
    columns: [12, 40, 16, 18, 60].map((width) => ({ width })),
    stickyRowsCount: 1,
  }
}
