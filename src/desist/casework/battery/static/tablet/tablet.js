// Saves each answer as it is given. Everything works without it: then an answer is saved on going on.
// What has not reached the service is counted on the page, and the page is not left before it has.
const form = document.querySelector('[data-tablet]')
const summary = document.querySelector('.govuk-error-summary')
if (summary) summary.focus()

if (form) {
  const said = form.querySelector('.tablet-saved')
  const words = form.dataset
  const waiting = []
  let sending = false
  let pause = 1000
  let leaving = null

  const show = (text, unsent) => {
    said.textContent = text
    said.classList.toggle('tablet-saved--unsent', unsent)
  }
  const count = () => new Set(waiting.map((each) => each.get('item'))).size

  const send = async () => {
    if (sending || !waiting.length) return
    sending = true
    try {
      const given = waiting[0]
      const answer = await fetch(words.answer, { method: 'POST', body: given, redirect: 'manual' })
      if (answer.type === 'opaqueredirect' || (answer.status >= 400 && answer.status < 500)) {
        window.location.reload()
        return
      }
      if (!answer.ok) throw new Error(answer.status)
      waiting.shift()
      pause = 1000
      show(words.saved, false)
    } catch {
      show(`${words.unsent} ${count()}. ${words.trying}`, true)
      await new Promise((resolve) => setTimeout(resolve, pause))
      pause = Math.min(pause * 2, 10000)
    } finally {
      sending = false
    }
    if (waiting.length) send()
    else if (leaving) form.requestSubmit(leaving)
  }

  form.addEventListener('change', (event) => {
    const radio = event.target
    if (radio.type !== 'radio') return
    summary?.remove()
    const item = radio.name.slice('item-'.length)
    const counter = form.elements[`sequence-${item}`]
    if (counter.dataset.used) counter.value = Number(counter.value) + 1
    counter.dataset.used = 'yes'
    const given = new FormData()
    given.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value)
    given.set('form', words.form)
    given.set('item', item)
    given.set(radio.name, radio.value)
    given.set(counter.name, counter.value)
    waiting.push(given)
    if (!said.classList.contains('tablet-saved--unsent')) show(words.saving, false)
    send()
  })
  form.addEventListener('submit', (event) => {
    if (!waiting.length) return
    event.preventDefault()
    leaving = event.submitter
    if (!sending) send()
  })
  window.addEventListener('online', () => { pause = 1000; send() })
  window.addEventListener('beforeunload', (event) => { if (waiting.length && !leaving) event.preventDefault() })
}
