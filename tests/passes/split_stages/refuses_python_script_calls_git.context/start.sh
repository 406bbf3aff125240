git pull
python manage.py runserver
