// Draws a message, window or page of Slack: its blocks as plain HTML, by what Slack's own clients show of them.
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

const run = ({ text, type, url, style = {} }) => {
  const node =
    type === 'link' ? make('a', { href: url, target: '_blank', rel: 'noopener' }, text) : make('span', {}, text)
  if (style.bold) node.classList.add('bold')
  return node
}

const richText = ({ elements }) =>
  make(
    'div',
    {},
    ...elements.map((section) =>
      make(
        section.type === 'rich_text_quote' ? 'blockquote' : 'p',
        { className: 'said' },
        ...section.elements.map(run),
      ),
    ),
  )

const choice = (type, name, { text, value }, chosen) => {
  const box = make('input', { type, name, value, checked: chosen })
  return make('label', { className: 'choice' }, box, ` ${text.text}`)
}

const picks = (type, name, options, chosen) => {
  const boxes = options.map((option) => choice(type, name, option, chosen.includes(option.value)))
  const value = () => boxes.flatMap((box) => (box.firstChild.checked ? [box.firstChild.value] : [])).join(',')
  return { node: make('div', { className: 'choices' }, ...boxes), value, group: true }
}

/** One field: what is shown of it, and what stands in it. */
const fieldOf = (element, name, people, typed) => {
  const values = (options = []) => options.map(({ value }) => value)
  const standing = (usual) => (typed === undefined ? usual : String(typed).split(',').filter(Boolean))
  switch (element.type) {
    case 'plain_text_input': {
      const node = make(element.multiline ? 'textarea' : 'input', {
        value: typed ?? element.initial_value ?? '',
        placeholder: element.placeholder?.text ?? '',
        maxLength: element.max_length ?? 3000,
      })
      return { node, value: () => node.value }
    }
    case 'datepicker': {
      const node = make('input', { type: 'date', value: typed ?? element.initial_date ?? '' })
      return { node, value: () => node.value }
    }
    case 'static_select': {
      const node = make(
        'select',
        {},
        new Option(element.placeholder?.text ?? '', ''),
        ...element.options.map(({ text, value }) => new Option(text.text, value)),
      )
      node.value = typed ?? element.initial_option?.value ?? ''
      return { node, value: () => node.value }
    }
    case 'radio_buttons':
      return picks(
        'radio',
        name,
        element.options,
        standing(values(element.initial_option ? [element.initial_option] : [])),
      )
    case 'users_select': {
      const options = people.map(({ name: text, picked }) => ({ text: { text }, value: picked }))
      return picks('radio', name, options, standing(element.initial_user ? [element.initial_user] : []))
    }
    case 'multi_users_select': {
      const options = people.map(({ name: text, picked }) => ({ text: { text }, value: picked }))
      return picks('checkbox', name, options, standing(element.initial_users ?? []))
    }
    default:
      return picks('checkbox', name, element.options, standing(values(element.initial_options)))
  }
}

/**
 * @param press called with what a button says back: verb, data, and what stands in the fields
 * @param people whom a picker offers, each with the id it gives back
 */
export const drawSlack = (message, card, people, press) => {
  const fields = new Map()
  const inputs = () => Object.fromEntries([...fields].map(([id, { value }]) => [id, value()]))
  const pressed = (verb, value) => press({ verb, data: JSON.parse(value), inputs: inputs() })
  // What stands behind a verb tells the buttons of one row apart.
  const button = ({ text, action_id, value, style, accessibility_label: label }) => {
    const [verb] = action_id.split('/')
    const node = make(
      'button',
      {
        type: 'button',
        className: style === 'primary' ? 'main' : '',
        onclick: () => pressed(verb, value),
        ...(label ? { ariaLabel: label, title: label } : {}),
      },
      text.text,
    )
    node.dataset.verb = verb
    return node
  }

  const field = ({ block_id: id, label, element }) => {
    const name = `${message.id}-${id}`
    const drawn = fieldOf(element, name, people, card.typed?.[id])
    fields.set(id, drawn)
    const problem = card.errors?.[id]
    const wrong = problem ? [make('p', { className: 'problem' }, problem)] : []
    if (drawn.group) return make('fieldset', {}, make('legend', {}, label.text), drawn.node, ...wrong)
    drawn.node.id = name
    return make('div', { className: 'field' }, make('label', { htmlFor: name }, label.text), drawn.node, ...wrong)
  }

  const blockOf = (block) => {
    switch (block.type) {
      case 'header':
        return make('h3', {}, block.text.text)
      case 'section':
        return make(
          'div',
          { className: 'section' },
          make('p', { className: 'said' }, block.text.text),
          ...(block.accessory ? [button(block.accessory)] : []),
        )
      case 'context':
        return make('p', { className: 'said small' }, block.elements.map(({ text }) => text).join('\n'))
      case 'rich_text':
        return richText(block)
      case 'actions':
        return make('div', { className: 'buttons' }, ...block.elements.map(button))
      case 'input':
        return field(block)
      default:
        throw new Error(`no block ${block.type}`)
    }
  }

  const kind = card.type ?? 'message'
  const title = card.title ? [make('h3', {}, card.title.text)] : []
  const foot = card.submit
    ? [
        make(
          'div',
          { className: 'buttons' },
          button({
            ...{ text: card.submit, style: 'primary' },
            ...{ action_id: card.callback_id, value: card.private_metadata },
          }),
        ),
      ]
    : []
  return make('div', { className: `slack in-${kind}` }, ...title, ...card.blocks.map(blockOf), ...foot)
}
