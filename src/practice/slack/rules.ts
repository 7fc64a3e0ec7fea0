/**
 * What Slack refuses of blocks, in its own words: `invalid_blocks` and where. Written from the vendor's pages, apart
 * from the renderer, so that the one finds the other's mistakes. https://docs.slack.dev/reference/block-kit
 */
type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const long = (value: unknown): number => [...String(value ?? '')].length
const textOf = (value: unknown): unknown => (isNode(value) ? value.text : undefined)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Longest text by what it is of; a missing one is as wrong as an empty one. */
const needsText = (what: string, value: unknown, most: number): string[] => {
  const length = long(textOf(value))
  return length >= 1 && length <= most ? [] : [`${what}: ${length} characters, 1 to ${most} allowed`]
}

const MOST = {
  message: 50,
  view: 100,
  header: 150,
  section: 3000,
  label: 2000,
  button: 75,
  value: 2000,
  option: 75,
  optionValue: 150,
  boxes: 10,
  options: 100,
  elements: 25,
  context: 10,
  id: 255,
  placeholder: 150,
  typed: 3000,
  viewText: 24,
  metadata: 3000,
} as const

const optionProblems = (element: Node): string[] => {
  const options = list(element.options)
  const most = /^(checkboxes|radio_buttons)$/.test(String(element.type)) ? MOST.boxes : MOST.options
  const known = options.filter(isNode).map(({ value }) => value)
  const initial = [...list(element.initial_options), element.initial_option].filter(isNode)
  return [
    ...(options.length >= 1 && options.length <= most ? [] : [`${options.length} options, 1 to ${most} allowed`]),
    ...options
      .filter(isNode)
      .flatMap((option) => [
        ...needsText('option', option.text, MOST.option),
        ...(long(option.value) <= MOST.optionValue ? [] : ['option value too long']),
      ]),
    ...(new Set(known).size === known.length ? [] : ['two options with one value']),
    ...(initial.every(({ value }) => known.includes(value)) ? [] : ['an initial option that is none of the options']),
  ]
}

const isExisting = (date: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date) === true

const elementProblems = (element: unknown): string[] => {
  if (!isNode(element)) return ['no element']
  const id = long(element.action_id)
  const ids = id >= 1 && id <= MOST.id ? [] : ['action_id missing or too long']
  const shown = element.placeholder ? needsText('placeholder', element.placeholder, MOST.placeholder) : []
  switch (element.type) {
    case 'button':
      return [
        ...ids,
        ...needsText('button', element.text, MOST.button),
        ...(long(element.value) <= MOST.value ? [] : ['button value too long']),
      ]
    case 'plain_text_input': {
      const most = Number(element.max_length ?? MOST.typed)
      const fits = most >= 1 && most <= MOST.typed && long(element.initial_value) <= most
      return [...ids, ...shown, ...(fits ? [] : ['max_length or initial_value'])]
    }
    case 'datepicker': {
      const { initial_date: date } = element
      return [...ids, ...(date === undefined || isExisting(String(date)) ? [] : ['initial_date'])]
    }
    case 'static_select':
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons':
      return [...ids, ...shown, ...optionProblems(element)]
    case 'users_select':
      return [
        ...ids,
        ...(element.initial_user === undefined || /^[UW]/.test(String(element.initial_user)) ? [] : ['initial_user']),
      ]
    case 'multi_users_select':
      return [
        ...ids,
        ...(list(element.initial_users).every((user) => /^[UW]/.test(String(user))) ? [] : ['initial_users']),
      ]
    default:
      return [`no element of type ${String(element.type)}`]
  }
}

const actionIds = (block: Node): unknown[] =>
  [...list(block.elements), block.accessory, block.element].filter(isNode).flatMap(({ action_id }) => action_id ?? [])

const blockProblems = (block: unknown): string[] => {
  if (!isNode(block)) return ['not a block']
  const ids = actionIds(block)
  const twice = new Set(ids).size === ids.length ? [] : ['an action_id twice in one block']
  const elements = list(block.elements)
  switch (block.type) {
    case 'header':
      return needsText('header', block.text, MOST.header)
    case 'section':
      return [
        ...needsText('section', block.text, MOST.section),
        ...(block.accessory === undefined ? [] : elementProblems(block.accessory)),
      ]
    case 'context':
      return [
        ...(elements.length >= 1 && elements.length <= MOST.context ? [] : ['elements of a context']),
        ...elements.flatMap((element) =>
          isNode(element) ? needsText('context', { text: element.text }, MOST.section) : ['no element'],
        ),
      ]
    case 'actions':
      return [
        ...twice,
        ...(elements.length >= 1 && elements.length <= MOST.elements ? [] : ['elements of actions']),
        ...elements.flatMap(elementProblems),
      ]
    case 'input':
      return [...needsText('label', block.label, MOST.label), ...elementProblems(block.element)]
    case 'rich_text':
      return elements.length > 0 && JSON.stringify(elements).length < 100_000
        ? richTextProblems(elements)
        : ['rich_text']
    default:
      return [`no block of type ${String(block.type)}`]
  }
}

const richTextProblems = (nodes: readonly unknown[]): string[] =>
  nodes.filter(isNode).flatMap((node) => {
    if (node.type === 'text') return long(node.text) > 0 ? [] : ['an empty text element']
    if (node.type === 'link') return URL.canParse(String(node.url)) ? [] : ['a link that leads nowhere']
    return richTextProblems(list(node.elements))
  })

const allProblems = (blocks: unknown, most: number): string[] => {
  const all = list(blocks)
  const ids = all.filter(isNode).flatMap(({ block_id }) => block_id ?? [])
  return [
    ...(all.length >= 1 && all.length <= most ? [] : [`${all.length} blocks, 1 to ${most} allowed`]),
    ...(new Set(ids).size === ids.length ? [] : ['a block_id twice']),
    ...all.flatMap((block, at) => blockProblems(block).map((problem) => `blocks[${at}]: ${problem}`)),
  ]
}

export const messageProblems = (blocks: unknown): string[] => allProblems(blocks, MOST.message)

const viewProblems = (view: Node): string[] => {
  const inputs = list(view.blocks).some((block) => isNode(block) && block.type === 'input')
  return [
    ...allProblems(view.blocks, MOST.view),
    ...(view.type === 'modal' ? needsText('title', view.title, MOST.viewText) : []),
    ...(view.submit === undefined ? [] : needsText('submit', view.submit, MOST.viewText)),
    ...(view.type === 'modal' && inputs && view.submit === undefined ? ['inputs without submit'] : []),
    ...(long(view.private_metadata) <= MOST.metadata ? [] : ['private_metadata too long']),
    ...(long(view.callback_id) <= MOST.id ? [] : ['callback_id too long']),
  ]
}

const KNOWN_IN_HOME = /^(type|blocks|private_metadata|callback_id|external_id)$/

/** https://docs.slack.dev/reference/views/home-tab-views */
export const homeProblems = (view: Node): string[] => [
  ...(view.type === 'home' ? [] : [`a view of type ${String(view.type)} is no home`]),
  ...Object.keys(view).flatMap((key) => (KNOWN_IN_HOME.test(key) ? [] : [`a home has no ${key}`])),
  ...viewProblems(view),
]

/** https://docs.slack.dev/reference/views/modal-views */
export const modalProblems = (view: Node): string[] => [
  ...(view.type === 'modal' ? [] : [`a view of type ${String(view.type)} is no modal`]),
  ...viewProblems(view),
]
