"""The addresses of enquiries, in Danish."""

from django.urls import path

from .views import answers, building, enquiries, gathering, purchasing, responding, steps

app_name = "enquiries"

OFFICE = [
    path("", enquiries.enquiry_list, name="list"),
    path("ny/", enquiries.new, name="new"),
    path("<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("<int:pk>/ramme/", enquiries.edit, name="edit"),
    path("<int:pk>/kopier/", enquiries.copy, name="copy"),
    path("<int:pk>/slet/", enquiries.remove, name="remove"),
    path("<int:pk>/fil/", enquiries.file_add, name="file_add"),
    path("fil/<uuid:pk>/", enquiries.file, name="file"),
    path("fil/<uuid:pk>/fjern/", enquiries.file_remove, name="file_remove"),
    path("<int:pk>/spoergsmaal/", building.questions, name="questions"),
    path("<int:pk>/spoergsmaal/raekkefoelge/", building.order, name="order"),
    path("<int:pk>/spoergsmaal/nyt/<slug:kind>/", building.question_new, name="question_new"),
    path("spoergsmaal/<int:pk>/", building.question, name="question"),
    path("spoergsmaal/<int:pk>/slet/", building.question_remove, name="question_remove"),
    path("<int:pk>/forhaandsvisning/", building.preview, name="preview"),
    path("<int:pk>/kreds/", building.circle, name="circle"),
    path("netvaerk/", building.networks, name="networks"),
    path("netvaerk/nyt/", building.network_new, name="network_new"),
    path("netvaerk/<int:pk>/", building.network, name="network"),
    path("netvaerk/<int:pk>/slet/", building.network_remove, name="network_remove"),
]
STEPS = [
    path("<int:pk>/send/", steps.send, name="send"),
    path("<int:pk>/trin/<slug:name>/", steps.step, name="step"),
    path("<int:pk>/frist/", steps.extend, name="extend"),
    path("<int:pk>/genaabn/", steps.reopen, name="reopen"),
    path("<int:pk>/traek-tilbage/", steps.cancel, name="cancel"),
    path("<int:pk>/mind/", steps.remind, name="remind"),
    path("svar/<uuid:pk>/mind/", steps.remind_one, name="remind_one"),
    path("svar/<uuid:pk>/spoerg-igen/", steps.ask_again, name="ask_again"),
    path("svar/<uuid:pk>/laengere-frist/", steps.give_longer, name="give_longer"),
    path("svar/<uuid:pk>/tag-ud/", steps.ask_less, name="ask_less"),
]
ANSWERS = [
    path("<int:pk>/svar/", answers.answers, name="answers"),
    path("<int:pk>/svar.xlsx", answers.workbook, name="workbook"),
    path("<int:pk>/bilag/", answers.compile_, name="compile"),
    path("<int:pk>/koeb/", purchasing.purchases, name="purchases"),
    path("opgoerelse/<uuid:pk>/", answers.compilation, name="compilation"),
    path("opgoerelse/<uuid:pk>/fremdrift/", answers.compilation_progress, name="progress"),
    path("opgoerelse/<uuid:pk>/igen/", answers.compilation_again, name="compilation_again"),
    path("svarfil/<uuid:pk>/", answers.answer_file, name="answer_file"),
]
RESPONDING = [
    path("mine/", responding.mine, name="mine"),
    path("svar/<uuid:pk>/", responding.response, name="response"),
    path("svar/<uuid:pk>/skriv/", responding.write, name="write"),
    path("svar/<uuid:pk>/gem/", responding.save, name="save"),
    path("svar/<uuid:pk>/aflever/", responding.submit, name="submit"),
    path("svar/<uuid:pk>/traek-tilbage/", responding.take_back, name="take_back"),
    path("svar/<uuid:pk>/overtag/", responding.take_lead, name="take_lead"),
    path("svar/<uuid:pk>/alles/", answers.shared, name="shared"),
]
GATHERING = [
    path("svar/<uuid:pk>/kolleger/", gathering.colleagues, name="colleagues"),
    path("svar/<uuid:pk>/kolleger/bidrag/", gathering.part_ask, name="part_ask"),
    path("svar/<uuid:pk>/kolleger/udpeg/", gathering.delegate_add, name="delegate_add"),
    path(
        "svar/<uuid:pk>/kolleger/<int:delegate>/fjern/",
        gathering.delegate_remove,
        name="delegate_remove",
    ),
    path("bidrag/<uuid:pk>/", gathering.part, name="part"),
    path("bidrag/<uuid:pk>/fjern/", gathering.part_withdraw, name="part_withdraw"),
    path("bidrag/link/<str:token>/", gathering.part_by_link, name="part_by_link"),
]

urlpatterns = [*OFFICE, *STEPS, *ANSWERS, *RESPONDING, *GATHERING]
