"""The public addresses."""

app_name = "public"
urlpatterns = []
