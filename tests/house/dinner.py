"""A family dinner next to an open microphone: three people, and four lines for her."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who says what; whether it is said to her."""

    who: str
    text: str
    to_her: bool = False


DINNER: Final = (
    Spoken("anna", "Dinner's ready."),
    Spoken("rosie", "What are we having?"),
    Spoken("anna", "Lasagne, the one you like."),
    Spoken("theo", "It smells wonderful."),
    Spoken("anna", "Did you wash your hands?"),
    Spoken("rosie", "I did, look."),
    Spoken("theo", "Who wants some salad?"),
    Spoken("rosie", "Not me."),
    Spoken("anna", "Just a little, for your mother."),
    Spoken("theo", "Samantha, turn on the kitchen light.", to_her=True),
    Spoken("anna", "That's better, now I can see what I'm eating."),
    Spoken("theo", "How was school today?"),
    Spoken("rosie", "We had a test and I think I got everything right."),
    Spoken("anna", "Well done, what was it about?"),
    Spoken("rosie", "It was about the moon and stuff."),
    Spoken("theo", "I never liked tests when I was your age."),
    Spoken("anna", "You never liked school at all."),
    Spoken("theo", "That's not true, I liked the holidays."),
    Spoken("rosie", "Can I have some more?"),
    Spoken("anna", "Of course you can, give me your plate."),
    Spoken("anna", "Is the garage light on?", to_her=True),
    Spoken("theo", "I thought I turned it off when I came home."),
    Spoken("anna", "You always think that."),
    Spoken("theo", "My sister called this afternoon, by the way."),
    Spoken("anna", "What did she want?"),
    Spoken("theo", "She asked whether we are coming on Sunday."),
    Spoken("rosie", "Are we? I want to see the kittens."),
    Spoken("anna", "I told her we would think about it."),
    Spoken("theo", "They have grown so much, you wouldn't believe it."),
    Spoken("rosie", "They'll be sleeping when we get there, they always are."),
    Spoken("theo", "Turn off the garage light, please.", to_her=True),
    Spoken("anna", "Thank you, darling."),
    Spoken("rosie", "Mum, he kicked me under the table."),
    Spoken("theo", "I did no such thing."),
    Spoken("anna", "Stop it, both of you."),
    Spoken("rosie", "I'm full, may I get up?"),
    Spoken("anna", "Put your plate in the sink first."),
    Spoken("theo", "Samantha, what time is it?", to_her=True),
    Spoken("anna", "Oh no, we have to leave in ten minutes."),
    Spoken("theo", "Go and get your shoes, I'll do the dishes."),
)
