"""Whether the addresses of the sources still lead to them: visited politely, one at a time to a host, and only in public.

`guard` opens connections to the public internet alone, `pace` lets nobody hurry a host, `visits` asks for one address and
says what came of it, `rounds` chooses what is due and visits many, `archive` proposes copies.
"""
