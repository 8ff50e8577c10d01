"""What a sitting holds, put together for its pages: forms, wording, answers, where to go on."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from desist.casework.battery import question
from desist.casework.battery.instruments import order_begun
from desist.casework.battery.item_text import wording_of
from desist.casework.battery.models import Sitting, SittingForm
from desist.casework.battery.queries.answer import counted_answers
from desist.casework.battery.queries.sitting import Progress, answers_to, forms_of
from desist.casework.battery.question import Page
from desist.documents.exchange.wording import FormWording
from desist.programme.instrument import FormOrder


class Seated:
    """One sitting as its pages need it; two queries, asked when first needed."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    @cached_property
    def forms(self) -> dict[int, SittingForm]:
        """The forms by their place."""
        return {each.place: each for each in forms_of(self.sitting)}

    @cached_property
    def _given(self) -> dict[int, list[object]]:
        found = defaultdict(list)
        for each in answers_to([form.administration for form in self.forms.values()]):
            found[each.administration_id].append(each)
        return found

    def has(self, place: int) -> bool:
        """Whether the sitting has a form at this place."""
        return place in self.forms

    def is_open(self, place: int) -> bool:
        """Whether the form at this place is there, open, and known to this server."""
        return place in self.orders

    @cached_property
    def orders(self) -> dict[int, FormOrder]:
        """The printed order of every form that can be answered now."""
        found = {}
        for place, form in self.forms.items():
            held = form.administration
            order = order_begun(held) if held.is_open else None
            if order is not None:
                found[place] = order
        return found

    def wording(self, place: int) -> FormWording | None:
        """The site's wording of a form, if it has any."""
        return wording_of(self.forms[place].text)

    def counted(self, place: int) -> dict[str, str]:
        """The answers of one form that count."""
        return counted_answers(self._given[self.forms[place].administration_id])

    @property
    def has_begun(self) -> bool:
        """Whether anything was answered, now or in an earlier sitting."""
        return any(self._given.values())

    def page(self, place: int, first: int) -> Page | None:
        """The page that shows an item; None where there is none or it is closed."""
        order = self.orders.get(place)
        if order is None:
            return None
        wording = self.wording(place)
        numbers = question.numbers_of(first, order=order, wording=wording)
        if not numbers:
            return None
        mine: dict[str, int] = defaultdict(int)
        for each in self._given[self.forms[place].administration_id]:
            if each.sitting_id == self.sitting.pk:
                mine[each.item] = max(mine[each.item], each.sequence)
        return Page(
            place=place,
            forms=len(self.forms),
            items=order.items,
            questions=question.questions_of(
                numbers, order=order, wording=wording, counted=self.counted(place), sequences=mine
            ),
            previous=self._before(place, numbers.start),
        )

    def after(self, page: Page) -> tuple[int, int] | None:
        """Form and first item of the page after this one; None after the last."""
        if page.last < page.items:
            return page.place, page.last + 1
        later = [place for place in self.orders if place > page.place]
        return (min(later), 1) if later else None

    def _before(self, place: int, first: int) -> tuple[int, int] | None:
        if first > 1:
            return place, first - question.step(self.wording(place))
        earlier = [each for each in self.orders if each < place]
        return (max(earlier), self.orders[max(earlier)].items) if earlier else None

    @property
    def _progress(self) -> list[Progress]:
        return [
            Progress(form=self.forms[place], answered=frozenset(map(int, self.counted(place))))
            for place in self.orders
        ]

    @property
    def _items(self) -> dict[int, int]:
        return {place: order.items for place, order in self.orders.items()}

    def resume_at(self) -> tuple[int, int] | None:
        """Where to go on; None at the end."""
        return question.resume_at(self._progress, self._items)

    def left_out(self) -> list[tuple[int, list[int]]]:
        """What has no answer, form by form."""
        return question.left_out(self._progress, self._items)
