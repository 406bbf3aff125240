make migrate
python manage.py runserver
