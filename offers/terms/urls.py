"""The addresses of special terms, in Danish."""

from django.urls import path

from .views import proposals, running, terms

app_name = "terms"

urlpatterns = [
    path("", proposals.proposals, name="proposals"),
    path("katalog/", terms.catalogue, name="catalogue"),
    path("katalog/nyt/", terms.new_instrument, name="new_instrument"),
    path("katalog/<int:pk>/", terms.edit_instrument, name="edit_instrument"),
    path("nyt/<int:offer>/", proposals.new, name="new"),
    path("<int:pk>/", proposals.proposal, name="proposal"),
    path("<int:pk>/ret/", proposals.edit, name="edit"),
    path("<int:pk>/fremlaeg/", proposals.propose, name="propose"),
    path("<int:pk>/traek-tilbage/", proposals.withdraw, name="withdraw"),
    path("<int:pk>/pdf/", proposals.pdf, name="pdf"),
    path("<int:pk>/tal.<str:form>", proposals.data, name="data"),
    path("<int:pk>/hoering/", proposals.hear, name="hear"),
    path("<int:pk>/dagsorden/", proposals.put, name="put"),
    path("<int:pk>/model/", proposals.add_scenario, name="add_scenario"),
    path("<int:pk>/i-kraft/", running.begin, name="begin"),
    path("<int:pk>/opfoelgning/", running.follow, name="follow"),
    path("<int:pk>/forlaeng/", running.prolong, name="prolong"),
    path("<int:pk>/afslut/", running.end, name="end"),
    path("model/<int:pk>/vaelg/", proposals.choose_scenario, name="choose_scenario"),
    path("model/<int:pk>/fjern/", proposals.remove_scenario, name="remove_scenario"),
    path("model/<int:pk>/vilkaar/", terms.choose, name="choose"),
    path("model/<int:pk>/vilkaar/<int:instrument>/", terms.add, name="add"),
    path("enkelt/<int:pk>/ret/", terms.edit, name="edit_term"),
    path("enkelt/<int:pk>/fjern/", terms.remove, name="remove_term"),
    path("svar/<int:pk>/", running.answer, name="answer"),
    path("svar/<int:pk>/igen/", running.reopen, name="reopen"),
    path("konkurrence/<int:offer>/<int:protected>/", running.notice, name="notice"),
]
