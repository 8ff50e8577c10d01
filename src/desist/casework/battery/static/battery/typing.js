// One key an answer: the cursor moves on when a cell is full, and back on Backspace in an empty one.
for (const sheet of document.querySelectorAll('[data-cells]')) {
  const width = Number(sheet.dataset.width)
  const cells = [...sheet.querySelectorAll('input')]
  cells.forEach((cell, place) => {
    cell.addEventListener('focus', () => cell.select())
    cell.addEventListener('input', (event) => {
      const negative = cell.value.startsWith('-') ? 1 : 0
      if (event.inputType !== 'insertText' || cell.value.length < width + (width === 1 ? negative : 0)) return
      if (sheet.querySelector('.desist-cell--scale')) return
      cells[place + 1]?.focus()
    })
    cell.addEventListener('keydown', (event) => {
      const back = event.key === 'Backspace' && cell.value === ''
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? (back ? -1 : 0)
      if (step) { event.preventDefault(); cells[place + step]?.focus() }
      if (event.key === 'Enter' && place + 1 < cells.length) { event.preventDefault(); cells[place + 1].focus() }
    })
  })
}
