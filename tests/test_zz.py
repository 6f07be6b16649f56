import pytest, time, collections
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.django_db
def test_x(capsys, django_assert_num_queries):
    from tests.who_may.world import build
    from tests.who_may.roles import MEMBER
    w = build()
    t=w.own.topic
    out=[]
    for p in ["/salon/", f"/salon/rooms/{w.own.room.slug}/", f"/salon/rooms/{w.own.room.slug}/topics/{t.pk}/", "/me/", "/salon/needs/", "/cases/", "/"]:
        w.client(MEMBER).get(p)
        with CaptureQueriesContext(connection) as c:
            r=w.client(MEMBER).get(p)
        n=20; a=time.perf_counter()
        for _ in range(n): w.client(MEMBER).get(p)
        d=(time.perf_counter()-a)/n*1000
        import cProfile,pstats,io
        pr=cProfile.Profile(); pr.enable()
        for _ in range(n): w.client(MEMBER).get(p)
        pr.disable()
        st=pstats.Stats(pr)
        tot=st.total_tt
        pick={}
        for (f,l,name),v in st.stats.items():
            if name in("visible_to","execute_sql","as_sql","_fetch_all","is_member","organisations","get_user","_render","render","find_for_request","people") :
                k=f.split("/")[-1]+":"+name; pick[k]=(v[0], round(v[3]/tot*100,1))
        out.append((p,r.status_code,len(c),round(d,1),pick))
        if "topics" in p:
            for q in c.captured_queries: out.append(q["sql"][:230])
    with capsys.disabled():
        for o in out: print(o)
