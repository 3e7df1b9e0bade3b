"""What a person does at a page: reads, clicks and types, by the words there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE, OFTEN = 10, 0.05  # seconds
LINK, BUTTON = ".//a", ".//*[self::button or @type='submit']"


class Hands:
    """Only what is seen is found; of several things with the same words the first."""

    driver: Chrome

    def follow(self, words: str, *, within: str = "body") -> None:
        with self._to_another_page():
            self.click(self.find(LINK, words, within=within))

    def press(self, words: str, *, within: str = "body") -> None:
        with self._to_another_page():
            self.click(self.find(BUTTON, words, within=within))

    def unfold(self, words: str, *, within: str = "body") -> None:
        self.click(self.find(".//summary", words, within=within))

    def write(self, label: str, text: str, *, within: str = "body") -> None:
        field = self.field(label, within=within)
        field.clear()
        field.send_keys(text)

    def choose(self, label: str, option: str, *, within: str = "body") -> None:
        Select(self.field(label, within=within)).select_by_visible_text(option)

    def tick(self, label: str, *, within: str = "body") -> None:
        """Choose a radio button or a checkbox."""
        self.click(self.find(".//label", label, within=within))

    def click(self, element: WebElement) -> None:
        """Scroll to the middle first: what sticks to an edge lies over the rest."""
        script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
        self.driver.execute_script(script, element)
        element.click()

    def keys(self, pressed: str) -> None:
        """Press keys wherever the page has the focus."""
        self.driver.switch_to.active_element.send_keys(pressed)

    def answer_by_key(self, pressed: str) -> None:
        """Press a key that leads to another page."""
        with self._to_another_page():
            self.keys(pressed)

    def submit(self) -> None:
        self.answer_by_key(Keys.ENTER)

    def field(self, label: str, *, within: str = "body") -> WebElement:
        """Return what a label belongs to."""
        named = self.find(".//label", label, within=within)
        if other := named.get_attribute("for"):
            return self.driver.find_element(By.ID, other)
        return named.find_element(By.CSS_SELECTOR, "input, select, textarea")

    def said(self) -> list[str]:
        """Return what the page says of the last decision."""
        found = self.driver.find_elements(By.CSS_SELECTOR, ".messagelist li")
        return [message.text for message in found]

    def read(self, within: str = "#content") -> str:
        return self.driver.find_element(By.CSS_SELECTOR, within).text

    def find(self, path: str, words: str, *, within: str = "body") -> WebElement:
        """Wait for what has these words, in its text or on a button."""
        has = f'contains(normalize-space(), "{words}") or @value="{words}"'

        def seen(driver: Chrome) -> WebElement | None:
            for part in driver.find_elements(By.CSS_SELECTOR, within):
                found = part.find_elements(By.XPATH, f"{path}[{has}]")
                if shown := [each for each in found if each.is_displayed()]:
                    return shown[0]
            return None

        return cast(WebElement, self.wait(seen, f"{words!r} within {within}"))

    def wait(self, until: Callable[[Chrome], Any], what: str) -> Any:
        gone = [StaleElementReferenceException]
        patient = WebDriverWait(self.driver, PATIENCE, OFTEN, gone)
        return patient.until(until, f"there is no {what}")

    @contextmanager
    def _to_another_page(self) -> Iterator[None]:
        page = self.driver.find_element(By.TAG_NAME, "html")
        yield
        WebDriverWait(self.driver, PATIENCE, OFTEN).until(staleness_of(page))
        self.wait(_is_loaded, "page")


def _is_loaded(driver: Chrome) -> bool:
    return bool(driver.execute_script("return document.readyState") == "complete")
