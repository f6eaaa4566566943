import pytest

from pipeline.enrich.recording import deep_link


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("https://www.youtube.com/watch?v=Ab_1", "https://www.youtube.com/watch?v=Ab_1&t=83s"),
        ("https://youtu.be/Ab_1", "https://youtu.be/Ab_1?t=83s"),
        ("https://youtu.be/Ab_1?t=5", "https://youtu.be/Ab_1?t=83s"),
        (
            "https://youtube.com/watch?v=Ab_1&t=5m&list=x#t=9",
            "https://youtube.com/watch?v=Ab_1&list=x&t=83s",
        ),
        (
            "https://www.youtube.com/embed/Ab_1?start=4",
            "https://www.youtube.com/embed/Ab_1?start=83",
        ),
        ("https://vimeo.com/1234", "https://vimeo.com/1234#t=83s"),
        ("https://player.vimeo.com/video/1?h=a#t=2s", "https://player.vimeo.com/video/1?h=a#t=83s"),
        (
            "https://commons.wikimedia.org/wiki/File:Call.webm",
            "https://commons.wikimedia.org/wiki/File:Call.webm#t=83",
        ),
        ("https://notyoutube.com/watch?v=1", "https://notyoutube.com/watch?v=1#t=83"),
        (
            "https://video.example.org/call.mp4?x=%20a",
            "https://video.example.org/call.mp4?x=%20a#t=83",
        ),
    ],
)
def test_each_host_has_its_own_way_to_say_a_second(url, there):
    assert deep_link(url, 83_999) == there


def test_the_beginning_has_an_address_too():
    assert deep_link("https://youtu.be/Ab_1", 0) == "https://youtu.be/Ab_1?t=0s"
